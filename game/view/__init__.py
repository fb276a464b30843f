"""What is shown, composed once for both faces: pure functions from turns to blocks."""
