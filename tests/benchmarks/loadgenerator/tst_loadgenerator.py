#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

"""tst_loadgenerator.py LOADGENERATOR: holds the generator's figures against what a server counted."""

import json
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

GENERATOR = sys.argv.pop(1)
LARGE = 2_000_000  # does not fit into a socket's buffer


class Handler(BaseHTTPRequestHandler):
    """Counts requests; the path chooses the answer."""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            self.server.bodies.append(body)
            self.server.clients.add(self.client_address)
            self.server.tokens.add(self.headers.get("X-Api-Key"))
            number = len(self.server.bodies)
        if self.path == "/broken":
            self.wfile.write(b"nonsense\r\n\r\n")
            self.close_connection = True
            return
        self.send_response(503 if self.path == "/mixed" and number % 2 else 200)
        if self.path == "/close":
            self.send_header("Connection", "close")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *arguments):
        pass


class LoadGenerator(unittest.TestCase):

    def setUp(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *arguments: None  # the generator leaves in the middle of things
        self.server.lock, self.server.bodies, self.server.clients = threading.Lock(), [], set()
        self.server.tokens = set()
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.payload = Path(folder.name, "payload.json")
        self.payload.write_text('{"eventNumber": "@NUMBER@", "again": "@NUMBER@"}', encoding="utf-8")

    def generate(self, path, *arguments, host=None):
        url = f"http://{host or '127.0.0.1:%d' % self.server.server_port}{path}"
        result = subprocess.run([GENERATOR, "--url", url, "--payload", self.payload, *arguments],
                                capture_output=True, text=True, check=False, timeout=60)
        return result.returncode, json.loads(result.stdout) if result.stdout else result.stderr

    def test_counts_requests(self):
        code, figures = self.generate("/", "--requests", "500", "--connections", "8", "--header", "X-Api-Key: secret")
        self.assertEqual(code, 0)
        self.assertEqual((figures["requests"], figures["errors"], figures["statuses"]), (500, 0, {"200": 500}))
        self.assertEqual(len(self.server.bodies), 500)
        self.assertEqual(len(self.server.clients), 8)
        self.assertEqual(self.server.tokens, {"secret"})
        rounding = figures["requestsPerSecond"] * 0.0005  # seconds are told in milliseconds
        self.assertAlmostEqual(figures["requestsPerSecond"] * figures["seconds"], 500, delta=rounding + 0.1)
        self.assertGreater(figures["p50Milliseconds"], 0)
        self.assertLessEqual(figures["p50Milliseconds"], figures["p99Milliseconds"])
        self.assertLessEqual(figures["p99Milliseconds"], figures["maximumMilliseconds"])

    def test_runs_for_a_time(self):
        code, figures = self.generate("/", "--seconds", "0.5", "--connections", "2")
        self.assertEqual(code, 0)
        self.assertGreaterEqual(figures["seconds"], 0.4)
        self.assertLess(figures["seconds"], 5)
        self.assertLessEqual(len(self.server.bodies) - figures["requests"], 2)

    def test_keeps_to_a_rate(self):
        code, figures = self.generate("/", "--requests", "51", "--connections", "8", "--rate", "100")
        self.assertEqual((code, figures["requests"], len(self.server.bodies)), (0, 51, 51))
        self.assertGreaterEqual(figures["seconds"], 0.5)

    def test_event_numbers_are_unique(self):
        self.generate("/", "--requests", "120", "--connections", "4", "--event-number-placeholder", "@NUMBER@",
                      "--first-event-number", "95")
        bodies = [json.loads(body) for body in self.server.bodies]
        self.assertEqual(sorted(int(body["eventNumber"]) for body in bodies), list(range(95, 215)))
        self.assertTrue(all(body["eventNumber"] == body["again"] for body in bodies))

    def test_counts_statuses(self):
        code, figures = self.generate("/mixed", "--requests", "10", "--connections", "1")
        self.assertEqual(code, 1)
        self.assertEqual(figures["statuses"], {"200": 5, "503": 5})

    def test_reconnects(self):
        code, figures = self.generate("/close", "--requests", "10", "--connections", "2")
        self.assertEqual((code, figures["requests"], figures["errors"]), (0, 10, 0))
        self.assertEqual(len(self.server.clients), 10)

    def test_large_payload(self):
        self.payload.write_bytes(b"x" * LARGE)
        code, figures = self.generate("/", "--requests", "6", "--connections", "2")
        self.assertEqual((code, figures["requests"]), (0, 6))
        self.assertEqual([len(body) for body in self.server.bodies], [LARGE] * 6)

    def test_malformed_answers_are_errors(self):
        code, figures = self.generate("/broken", "--requests", "5", "--connections", "1")
        self.assertEqual((code, figures["requests"], figures["errors"]), (1, 0, 5))

    def test_no_server(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            code, figures = self.generate("/", "--seconds", "5", "--connections", "2",
                                          host=f"127.0.0.1:{unused.getsockname()[1]}")
        self.assertEqual((code, figures["requests"]), (1, 0))
        self.assertGreater(figures["errors"], 0)

    def test_wrong_usage(self):
        for host in ["192.0.2.1:80", "example.org", "0.0.0.0:1", "128.0.0.1", "127.0.0.1:x", "127.0.0.1:70000"]:
            with self.subTest(host=host):
                self.assertEqual(self.generate("/", "--requests", "1", host=host)[0], 2)
        for arguments in [[], ["--requests", "0"], ["--requests", "1", "--seconds", "1"], ["--requests"],
                          ["--requests", "1", "--header", "no colon"], ["--requests", "1", "--header", "a: b\r\nc: d"],
                          ["--requests", "1", "--connections", "0"], ["--requests", "1", "--rate", "0"],
                          ["--requests", "1", "--odd", "1"],
                          ["--requests", "1", "--event-number-placeholder", "@ABSENT@"]]:
            with self.subTest(arguments=arguments):
                self.assertEqual(self.generate("/", *arguments)[0], 2)


if __name__ == "__main__":
    unittest.main()
