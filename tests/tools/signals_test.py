"""Real signals: the first ends a run in good order and says so, a second ends the program at once, two together are one."""

import os
import signal
import subprocess
import sys
import tempfile
import time

# One replication of some seconds, so that whatever ends sooner was ended by a signal.
LONG = ["--set", "agencies.health.requirement_rate=400000/y", "--reps", "1", "-j", "1"]


def start(program, scenario, folder, more):
    return subprocess.Popen([program, "run", scenario, "--out", folder, *more], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def wait_for_study(folder):
    while not os.path.exists(os.path.join(folder, "study.sqlite")):
        time.sleep(0.01)
    time.sleep(0.3)


def main():
    program, scenario = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as work:
        # A second signal half a second later ends at once.
        folder = os.path.join(work, "twice")
        run = start(program, scenario, folder, LONG)
        wait_for_study(folder)
        run.send_signal(signal.SIGINT)
        time.sleep(0.5)
        assert run.poll() is None, "the replication is too short for this test"
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=60)
        assert run.returncode == -signal.SIGINT, (run.returncode, err)
        assert "finishing what runs; Ctrl-C again" in err, err

        # Two together, as `timeout` sends them, are one: what runs is finished.
        folder = os.path.join(work, "together")
        run = start(program, scenario, folder, ["--reps", "100000"])
        wait_for_study(folder)
        run.send_signal(signal.SIGTERM)
        run.send_signal(signal.SIGCONT)
        run.send_signal(signal.SIGTERM)
        _, err = run.communicate(timeout=60)
        assert run.returncode == 130, (run.returncode, err)
        assert err.count("finishing what runs") == 1 and "acqsim: interrupted" in err, err
    print("signals end runs as they should")


if __name__ == "__main__":
    main()
