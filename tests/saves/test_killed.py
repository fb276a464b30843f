"""A process killed at any moment of play loses no step that it acknowledged. (tests/bench/kill.py does this hundreds of times.)"""

from killed import kill_once

from game.saves import open_player


def test_no_acknowledged_step_is_lost_when_the_game_is_killed(saves):
    deaths = [kill_once(saves, seed, during=0.1) for seed in range(4)]
    assert [death.lost for death in deaths] == [0] * 4
    assert sum(death.acknowledged for death in deaths) > 0
    assert all(
        notice == "anna.sqlite3 was empty, so it begins anew."
        for death in deaths
        for notice in death.notices
    )


def test_no_acknowledged_step_is_lost_when_two_games_on_one_player_are_killed(saves):
    deaths = [kill_once(saves, seed, players=2, during=0.1) for seed in (7, 8)]
    assert [death.lost for death in deaths] == [0, 0]
    with open_player(saves, "anna") as store:
        assert store.kept
        assert store.head("The Post Office", "clerk") is not None
