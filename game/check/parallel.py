"""Jobs in parallel: a process for each where the machine can fork."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing.sharedctypes import Synchronized
from typing import Any, TypeVar

T = TypeVar("T")
Progress = Callable[[float, str], None]
"""Called with a share from 0 to 1 and a word on what is being done."""
Job = Callable[[Progress], T]
POLL = 0.2
"""Seconds between two looks at how far the processes are."""

_jobs: Sequence[Job[Any]] = ()
_shares: Sequence[Synchronized[float]] = ()


def workers_for(jobs: int) -> int:
    """How many jobs can be worked on at once: 1 where processes cannot be forked."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, min(jobs, cores))


def run_parallel(jobs: Sequence[Job[T]], names: Sequence[str], progress: Progress) -> list[T]:
    """The jobs' results in the order given; the first jobs are begun first.

    A job is called in a process of its own with a progress to report to, and what it returns is
    sent back: it must be possible to pickle it. `progress` is called with the share of the whole
    and the names of the jobs at work.
    """
    global _jobs, _shares
    context = multiprocessing.get_context("fork")
    _jobs, _shares = jobs, [context.Value("d", 0.0) for _ in jobs]
    try:
        with ProcessPoolExecutor(workers_for(len(jobs)), mp_context=context) as pool:
            found: list[Future[T]] = [pool.submit(_work, number) for number in range(len(jobs))]
            waiting = set(found)
            while waiting:
                waiting = wait(waiting, timeout=POLL).not_done
                both = zip(found, _shares, strict=True)
                shares = [1.0 if job.done() else share.value for job, share in both]
                at_work = [name for name, share in zip(names, shares, strict=True) if 0 < share < 1]
                progress(sum(shares) / len(shares), ", ".join(at_work) or names[0])
            return [one.result() for one in found]
    finally:
        _jobs, _shares = (), ()


def _work(number: int) -> Any:
    """In the child: the job as the parent had it when the child was forked."""

    def progress(share: float, _words: str) -> None:
        _shares[number].value = max(share, 0.001)

    return _jobs[number](progress)
