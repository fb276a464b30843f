"""From the bytes of a story's files to values of the model, every fault noted with its place."""
