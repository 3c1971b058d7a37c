"""The engines as processes: started pinned to their cores, asked in turn, stopped while others run."""

import ctypes
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Modules of the peers; each is `engine_<name>.py`.
PEERS = ("onnxruntime", "openvino", "jax", "numpy", "torch")

PR_SET_PDEATHSIG = 1
LONGEST_REPLY_SECONDS = 120


class EngineError(Exception):
    """An engine that failed or ended, in one sentence."""


def prepare_child(cores):
    """Runs in the new process: pins it, and lets it end with the driver, also while it is stopped."""
    os.sched_setaffinity(0, cores)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Process:
    """An engine in a process of its own. Between requests it is stopped, so that threads that spin or poll disturb nobody."""

    def __init__(self, title, command, threads, environment=None):
        self.title = title
        cores = sorted(os.sched_getaffinity(0))[-threads:]
        # Whatever library reads one of these, it gets as many threads as the run has cores.
        variables = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NPROC", "TESSERA_WORKERS")
        self.child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("BENCHMARK_MESSAGES") else subprocess.DEVNULL,
            text=True,
            env=os.environ | {name: str(threads) for name in variables} | (environment or {}),
            preexec_fn=lambda: prepare_child(cores),
        )
        self.is_stopped = False

    def ask(self, **request):
        if self.child.poll() is not None:
            raise EngineError(f"{self.title} ended with code {self.child.returncode}")
        if self.is_stopped:
            os.kill(self.child.pid, signal.SIGCONT)
        try:
            self.child.stdin.write(json.dumps(request) + "\n")
            self.child.stdin.flush()
            if not select.select([self.child.stdout], [], [], LONGEST_REPLY_SECONDS)[0]:
                self.child.kill()
                raise EngineError(f"{self.title} gave no answer for {LONGEST_REPLY_SECONDS} s")
            line = self.child.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise EngineError(f"{self.title} ended with code {self.child.wait()}")
        os.kill(self.child.pid, signal.SIGSTOP)
        self.is_stopped = True
        reply = json.loads(line)
        if "error" in reply:
            raise EngineError(f"{self.title}: {reply['error']}")
        return reply

    def close(self):
        if self.is_stopped and self.child.poll() is None:
            os.kill(self.child.pid, signal.SIGCONT)
        self.child.stdin.close()
        try:
            self.child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


def peer(name, threads):
    environment = {}
    if name == "jax":
        environment["JAX_PLATFORMS"] = "cpu"
        if threads == 1:
            environment["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    return Process(name, [sys.executable, HERE / "server.py", name, str(threads)], threads, environment)


def tessera(program, threads):
    return Process("tessera", [program, "serve", "--threads", str(threads)], threads)
