#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

"""tests/interop/run against the sandbox as each of the servers it imitates: tst_interop.py PATH_OF_TBS.

So the flow works whenever a real server is at hand, and what was seen there is held here."""

import concurrent.futures
import json
import subprocess
import sys
import unittest
from pathlib import Path

RUN = Path(__file__).resolve().parent / "run"
TOPIC = "https://example.com/SubscriptionTopic/patient-or-observation-changed"
# The sandbox forgets its counters, as a restarted server does.
RESTART = f"""{sys.executable} -c 'import urllib.request as u; u.urlopen(u.Request("HOST/$sandbox/reset-counters", method="POST"))'"""
PROFILES = {
    ("strict", "R4"): ["--websocket", "--away", "8"],
    ("strict", "R4B"): ["--websocket", "--content", "full-resource", "--heartbeat", "1"],
    ("strict", "R5"): ["--websocket", "--content", "empty", "--restart", RESTART],
    ("hapi", "R4"): [],
    ("hapi", "R4B"): ["--filters", "ignored"],
    ("hapi", "R5"): ["--secret-in-path"],
    ("helios", "R4"): ["--websocket", "--filters", "ignored"],
    ("helios", "R4B"): ["--websocket"],
    ("helios", "R5"): ["--websocket"],
}


class Sandbox:
    """`tbs sandbox` with a wire profile, in a `with`."""

    def __init__(self, program, profile, *options):
        self.command = [program, "sandbox", "--listen", "127.0.0.1:0", "--profile", profile, *options]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        lines = [json.loads(self.process.stdout.readline()) for _ in range(3)]
        # What follows, a line a delivery, fits into the pipe.
        self.base_urls = {line["fhirVersion"]: line["baseUrl"] for line in lines}
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()


class Interoperability(unittest.TestCase):
    program = "tbs"

    def flow(self, base_url, *options):
        command = [str(RUN), base_url, "--tbs", self.program, "--topic", TOPIC, "--timeout", "20",
                   "--deletion-timeout", "0.5",
                   *[option.replace("HOST", base_url.rpartition("/")[0]) for option in options]]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=240,
                              check=False)

    def test_flow(self):
        with Sandbox(self.program, "strict") as strict, Sandbox(self.program, "hapi") as hapi, \
                Sandbox(self.program, "helios") as helios, concurrent.futures.ThreadPoolExecutor(3) as pool:
            servers = {"strict": strict, "hapi": hapi, "helios": helios}
            runs = {(profile, version): pool.submit(self.flow, servers[profile].base_urls[version],
                                                    "--profile", profile, *options)
                    for (profile, version), options in PROFILES.items()}
            for (profile, version), ended in runs.items():
                with self.subTest(profile=profile, version=version):
                    self.assertEqual(ended.result().returncode, 0, ended.result().stdout)

    def test_failure(self):
        """A server that delivers nothing is not taken for a good one, and nothing is left on it."""
        with Sandbox(self.program, "strict", "--drop", "1") as sandbox:
            ended = self.flow(sandbox.base_urls["R5"], "--timeout", "1")
        self.assertEqual(ended.returncode, 1, ended.stdout)
        self.assertIn("FAIL  an event arrives and is handled", ended.stdout)
        self.assertIn("left on the server, and deleted now", ended.stdout)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Interoperability.program = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
