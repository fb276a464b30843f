"""Work on several leads at a time: a process for each where the machine can fork, one after the other where it cannot."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing.sharedctypes import Synchronized
from typing import Any, TypeVar

T = TypeVar("T")
Progress = Callable[[float, str], None]
Job = Callable[[Progress], T]
LOOK = 0.2
"""Seconds between two looks at how far the processes are."""

_jobs: Sequence[Job[Any]] = ()
_shares: Sequence[Synchronized[float]] = ()


def workers_for(jobs: int) -> int:
    """How many jobs can be worked on at once: 1 where processes cannot be forked."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    cores = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return max(1, min(jobs, cores))


def run_parallel(jobs: Sequence[Job[T]], words: Sequence[str], told: Progress) -> list[T]:
    """The jobs' results in the order given, worked on at once; the first jobs are begun first.

    A job is called in a process of its own with a progress to report to, and what it returns is sent back: it must be
    possible to pickle it. `words` name the jobs; `told` is called with the share of the whole and the jobs at work.
    """
    global _jobs, _shares
    context = multiprocessing.get_context("fork")
    _jobs, _shares = jobs, [context.Value("d", 0.0) for _ in jobs]
    try:
        with ProcessPoolExecutor(workers_for(len(jobs)), mp_context=context) as pool:
            found: list[Future[T]] = [pool.submit(_work, number) for number in range(len(jobs))]
            left = set(found)
            while left:
                left = wait(left, timeout=LOOK).not_done
                shares = [
                    1.0 if one.done() else share.value
                    for one, share in zip(found, _shares, strict=True)
                ]
                at_work = [name for name, share in zip(words, shares, strict=True) if 0 < share < 1]
                told(sum(shares) / len(shares), ", ".join(at_work) or words[0])
            return [one.result() for one in found]
    finally:
        _jobs, _shares = (), ()


def _work(number: int) -> Any:
    """In the child: the job as the parent had it when the child was forked."""

    def told(share: float, _words: str) -> None:
        _shares[number].value = max(share, 0.001)

    return _jobs[number](told)
