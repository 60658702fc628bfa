"""Shards by GNU parallel, as the README says, are the whole sweep to the byte. Ends with 77 where parallel is not installed."""

import os
import shutil
import subprocess
import sys
import tempfile


def main():
    program, scenario = sys.argv[1:3]
    if shutil.which("parallel") is None:
        print("skipped: GNU parallel is not installed")
        return 77
    sweep = [program, "sweep", scenario, "--vary", "lock_in.strength=0,1,2", "--reps", "40", "-j", "1", "--quiet"]
    with tempfile.TemporaryDirectory() as work:
        shards, whole = os.path.join(work, "shards"), os.path.join(work, "whole")
        merged, canonical = os.path.join(work, "merged"), os.path.join(work, "canonical")
        environment = dict(os.environ, PARALLEL_HOME=work, HOME=work)
        subprocess.run(["parallel", "-j", "4", *sweep, "--out", shards, "--shard", "{}/6", ":::", *"123456"], check=True,
                       env=environment, stdout=subprocess.DEVNULL)
        subprocess.run([*sweep, "--out", whole], check=True, stdout=subprocess.DEVNULL)
        for source, target in ((shards, merged), (whole, canonical)):
            subprocess.run([program, "merge", source, "--out", target], check=True, stdout=subprocess.DEVNULL)
        assert len([name for name in os.listdir(shards) if name.endswith("-of-0006.sqlite")]) == 6
        with open(merged, "rb") as one, open(canonical, "rb") as other:
            assert one.read() == other.read(), "the shards are not the whole"
    print("six shards by GNU parallel are the whole sweep, to the byte")
    return 0


if __name__ == "__main__":
    sys.exit(main())
