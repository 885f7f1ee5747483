# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

"""The flow: everything that a user does with a server, step by step, each of them checked."""

import json
import secrets
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

from fhirserver import FhirServer, ServerError, patient, patient_topic
from program import Program, ProgramError

GRACE_TIME = 6.0  # seconds after which a missing event is told
WAITED_FOR = 1.0  # seconds in which what must not come has the time to come


class Failed(Exception):
    """A step found something that is not as it should be."""


def check(condition, message):
    if not condition:
        raise Failed(message)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Flow:
    def __init__(self, options, folder, environment):
        self.options, self.folder = options, folder
        self.server = FhirServer(options.base_url, environment.get(options.token_env or ""))
        self.program = Program(options.tbs, folder, environment)
        self.run_id = secrets.token_hex(4)
        self.prefix = f"interop-{secrets.token_urlsafe(12)}"
        self.token = None if options.secret_in_path else secrets.token_urlsafe(24)
        self.listen = options.listen or f"127.0.0.1:{free_port()}"
        self.public_url = options.public_url or f"http://{self.listen}"
        self.topic = options.topic or f"http://example.org/SubscriptionTopic/interop-{self.run_id}"
        self.seen = self.folder / "events.ndjson"
        self.created, self.delays, self.notes = [], [], []
        self.names_focus = options.content != "empty"  # else nothing says what an event is about

    # What is told

    @contextmanager
    def step(self, name):
        begin, self.notes = time.monotonic(), []
        try:
            yield
        except (Failed, ProgramError, ServerError) as error:
            print(f"FAIL  {name}: {error}", flush=True)
            raise SystemExit(1) from error
        notes = f": {'; '.join(self.notes)}" if self.notes else ""
        print(f"ok    {name}{notes} ({time.monotonic() - begin:.1f} s)", flush=True)

    def note(self, text):
        self.notes.append(text)

    # What the program is told

    def configure(self, channel="rest-hook", at_shutdown="keep", gender="female", **definition):
        webhook = {"listen": self.listen, "publicUrl": self.public_url, "pathPrefix": self.prefix}
        if self.token:
            webhook["token"] = self.token
        server = {"baseUrl": self.options.base_url, "profile": self.options.profile}
        if self.options.token_env:
            server["auth"] = {"type": "bearer", "tokenEnv": self.options.token_env}
        handler = {"exec": ["sh", "-c", 'cat >> "$0"', str(self.seen)]}
        configuration = {
            "fhirVersion": self.fhir_version,
            "server": server,
            "webhook": webhook,
            "store": f"sqlite:{self.folder}/tbs.sqlite",
            "defaults": {"payloadContent": self.options.content, "heartbeatPeriod": self.options.heartbeat},
            "manageSubscriptions": {"atShutdown": at_shutdown},
            "handleDeliveryErrors": True,
            "subscriptions": [{
                "webhookId": self.webhook_id(channel), "topic": self.topic, "channel": channel, "handler": handler,
                "filterBy": [{"resourceType": "Patient", "filterParameter": "gender", "value": gender}],
                **definition}],
        }
        (self.folder / "tbs.yaml").write_text(json.dumps(configuration, indent=1), encoding="utf-8")

    def webhook_id(self, channel="rest-hook"):
        return f"{channel}-{self.run_id}"

    @contextmanager
    def listening(self):
        with self.program.listen("--config", "tbs.yaml") as listener:
            self.wait_until_active(listener)
            yield listener

    def wait_until_active(self, listener, channel="rest-hook"):
        _, line = listener.wait("activated", self.options.timeout, webhookId=self.webhook_id(channel))
        self.subscription = line["subscription"]
        if channel == "websocket":
            listener.wait("connected", self.options.timeout)

    def stop(self, listener):
        listener.stop()
        failures = [line for kind in ("handlerFailed", "deadLetter", "rejected") for _, line in listener.find(kind)]
        check(not failures, f"tbs listen told of {failures}")

    # What happens on the server

    def add_patient(self, gender="female", family="Interop"):
        reference = self.server.create(patient(gender, family))
        self.created.append(reference)
        return reference

    def handled(self, reference):
        """How often the handler was given an event with this focus, from the Subscription that is there now."""
        if not self.seen.exists():
            return 0
        events = [json.loads(line) for line in self.seen.read_text(encoding="utf-8").splitlines()]
        return sum(1 for event in events
                   if event["focus"] == reference and event["subscription"] == self.subscription)

    def expect_event(self, listener, reference, change, count=1):
        """That `change` of the resource leads to its `count`-th event, and this to its handler."""
        before = len(listener.find("event", subscription=self.subscription))
        begin = time.monotonic()
        reference = change() or reference
        members = {"subscription": self.subscription}
        if self.names_focus:
            members["focus"] = reference
        else:
            count = before + 1
        moment, line = listener.wait("event", self.options.timeout, count, **members)
        self.delays.append(moment - begin)
        if self.names_focus:
            check(self.handled(reference) == count,
                  f"the handler got {self.handled(reference)} events of {reference} instead of {count}")
        return reference, line

    # The steps

    def look(self):
        with self.step("server"):
            software, version = self.server.software()
            self.fhir_version = self.options.fhir_version or version
            self.note(f"{software}, {self.fhir_version}")
        with self.step("topic"):
            if not self.options.topic:
                topic = patient_topic(self.fhir_version, self.topic, self.options.topic_definitions)
                self.created.append(self.server.create(topic))
                time.sleep(self.options.topic_delay)
            self.note(self.topic)
        with self.step("tbs topics lists it"):
            end = time.monotonic() + self.options.timeout
            while self.topic not in (urls := [topic["url"] for topic in self.topics()]):
                check(time.monotonic() < end, f"it lists {urls}")
                time.sleep(WAITED_FOR)
            self.note(f"one of {len(urls)}")

    def topics(self):
        return self.program.run("topics", "--server", self.options.base_url, "--fhir-version", self.fhir_version,
                                *self.login())

    def login(self):
        return ["--token-env", self.options.token_env] if self.options.token_env else []

    def prepare(self):
        self.configure()
        with self.step("tbs doctor before"):
            findings = self.program.run("doctor", "--config", "tbs.yaml", codes=(0, 1))
            bad = [finding for finding in findings if finding["severity"] == "fail" and finding["check"] != "webhook"]
            check(not bad, bad)
            self.note(f"{sum(finding['severity'] == 'warn' for finding in findings)} warnings; "
                      "nothing listens yet, and that is all that is wrong")
        with self.step("tbs plan before"):
            actions = [step["action"] for step in self.program.run("plan", "--config", "tbs.yaml",
                                                                   "--detailed-exitcode", codes=(3,))]
            check(actions == ["create"], actions)

    def rest_hook(self):
        self.look()
        self.prepare()
        with self.program.listen("--config", "tbs.yaml") as listener:
            with self.step("tbs listen registers, and it becomes active"):
                self.wait_until_active(listener)
                self.note(self.subscription)
            self.look_at_subscription()
            self.events(listener)
            if self.options.restart:
                self.restart(listener)
            with self.step("tbs listen ends"):
                self.stop(listener)
        self.catch_up()
        self.change()
        self.remove()

    def look_at_subscription(self):
        identifier = self.subscription.split("/")[1]
        with self.step("tbs doctor while it listens"):
            findings = self.program.run("doctor", "--config", "tbs.yaml", codes=(0, 1))
            bad = [finding for finding in findings if finding["severity"] == "fail"]
            check(not bad, bad)
        with self.step("tbs plan has nothing to do"):
            self.program.run("plan", "--config", "tbs.yaml", "--detailed-exitcode")
        with self.step("tbs subscriptions list"):
            ours = [line for line in self.program.run("subscriptions", "list", "--config", "tbs.yaml")
                    if line["id"] == identifier]
            check(len(ours) == 1, f"{identifier} is not in it")
            check(ours[0]["ours"] and ours[0]["webhookId"] == self.webhook_id(), ours)
            check(ours[0]["status"] == "active", ours)
        with self.step("tbs subscriptions show"):
            resource = self.program.run("subscriptions", "show", identifier, "--config", "tbs.yaml")[0]
            check(resource["resourceType"] == "Subscription" and resource["id"] == identifier, resource)
            check(not self.token or self.token not in json.dumps(resource), "it shows our token")
        with self.step("tbs subscriptions status"):
            answer = self.program.run("subscriptions", "status", identifier, "--config", "tbs.yaml", codes=(0, 1))[0]
            self.note(f"{answer['status']}, {answer['eventsSinceSubscriptionStart']} events" if "message" not in answer
                      else "the server has none")

    def events(self, listener):
        with self.step("what passes no filter does not come"):
            other = self.add_patient("male")
        with self.step("an event arrives and is handled"):
            first, line = self.expect_event(listener, None, self.add_patient)
            self.note(f"{first} is event {line['eventNumber']}")
        with self.step(f"{self.options.burst} more, created together"):
            self.together(listener)
        with self.step("an update"):
            self.expect_event(listener, first,
                              lambda: self.server.update(first, patient("female", "Changed")), 2)
        with self.step("everything came once"):
            time.sleep(WAITED_FOR)
            self.look_for_others(listener, other)
            self.note(f"median delay {statistics.median(self.delays):.2f} s, longest {max(self.delays):.2f} s")
        if self.names_focus:
            self.deletion(listener, first)

    def together(self, listener):
        begin, references = time.monotonic(), []
        before = len(listener.find("event"))
        threads = [threading.Thread(target=lambda: references.append(self.add_patient()))
                   for _ in range(self.options.burst)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check(len(references) == len(threads), f"the server took {len(references)} of {len(threads)}")
        if not self.names_focus:
            listener.wait("event", self.options.timeout, before + len(threads))
            return
        numbers = []
        for reference in references:
            moment, line = listener.wait("event", self.options.timeout, focus=reference)
            self.delays.append(moment - begin)
            numbers.append(int(line["eventNumber"]) if line["eventNumber"] else None)
        self.note(f"events {sorted(numbers)}")

    def look_for_others(self, listener, other):
        for kind in ("duplicate", "gap", "lost"):
            told = [line for _, line in listener.find(kind)]
            if told:
                self.note(f"{kind}: {told}")
            check(kind == "duplicate" or not told, f"tbs listen told of {told}")
        came = self.handled(other)
        if came:
            self.note("the server ignores filters")
        check(came == 0 or self.options.filters == "ignored", f"{other} passes no filter, and came")
        for reference in self.created:
            check(self.handled(reference) <= 2, f"{reference} was handled {self.handled(reference)} times")

    def deletion(self, listener, reference):
        with self.step("a deletion"):
            check(self.server.delete(reference), f"{reference} cannot be deleted")
            try:
                listener.wait("event", self.options.deletion_timeout, 3, focus=reference)
            except ProgramError:
                self.note("the server does not tell of it")

    def restart(self, listener):
        with self.step("the server restarts"):
            ended = subprocess.run(self.options.restart, shell=True, timeout=300, stdout=subprocess.DEVNULL, check=False)
            check(ended.returncode == 0, f"the command that restarts it ended with {ended.returncode}")
            end = time.monotonic() + self.options.timeout
            while not self.answers():
                check(time.monotonic() < end, "it does not answer")
                time.sleep(WAITED_FOR)
            numbers = [self.expect_event(listener, None, self.add_patient)[1]["eventNumber"] for _ in range(2)]
            self.note(f"events {' and '.join(numbers)}; {'we start anew too' if listener.find('reset') else 'it goes on'}")
            time.sleep(GRACE_TIME)
            told = [line for kind in ("gap", "lost") for _, line in listener.find(kind)]
            check(not told, f"tbs listen told of {told}")

    def answers(self):
        try:
            return self.server.request("GET", "metadata")[0] == 200
        except ServerError:
            return False

    def catch_up(self):
        with self.step(f"what happened in {self.options.away:g} s while nobody listened"):
            missed = self.add_patient()
            time.sleep(self.options.away)
            with self.listening() as listener:
                # Where the server says nothing by itself, the number of the next event does.
                self.expect_event(listener, None, self.add_patient)
                self.note(self.outcome_of(listener, missed))
                self.stop(listener)

    def outcome_of(self, listener, missed):
        members = {"focus": missed} if self.names_focus else {}
        end = time.monotonic() + self.options.timeout
        while time.monotonic() < end:
            for _, line in listener.find("event", **members)[-1:]:
                return "fetched by $events" if line.get("recovered") else "the server sent it again"
            for kind in ("lost", "resyncNeeded", "gap"):
                if listener.find(kind):
                    return f"lost, and told: {kind}"
            time.sleep(0.1)
        check(self.options.catch_up == "none", f"{missed} did not come, and nobody was told")
        return "lost, and nothing shows it"

    def change(self):
        self.configure(gender="male", at_shutdown="delete", timeout=45)
        with self.step("another filter and time-out"):
            plan = self.program.run("plan", "--config", "tbs.yaml", "--detailed-exitcode", codes=(3,))
            self.note(f"tbs plan: {plan[0]['action']}")
            with self.listening() as listener:
                self.expect_event(listener, None, lambda: self.add_patient("male"))
                woman = self.add_patient("female")
                self.expect_event(listener, None, lambda: self.add_patient("male"))
                time.sleep(WAITED_FOR)
                came = self.handled(woman)
                check(came == 0 or self.options.filters == "ignored", "the old filter is still in force")
                self.stop(listener)

    def remove(self):
        with self.step("the end of tbs listen deletes it"):
            check(not self.server.has(self.subscription), f"{self.subscription} is still there")

    def web_socket(self):
        self.configure("websocket")
        with self.program.listen("--config", "tbs.yaml") as listener:
            with self.step("tbs listen over a websocket"):
                self.wait_until_active(listener, "websocket")
                self.note(self.subscription)
            with self.step("an event arrives over the websocket and is handled"):
                reference, line = self.expect_event(listener, None, self.add_patient)
                self.note(f"{reference} is event {line['eventNumber']}")
            with self.step("another one"):
                self.expect_event(listener, None, self.add_patient)
            with self.step("tbs listen ends"):
                self.stop(listener)
        with self.step("tbs subscriptions delete"):
            self.program.run("subscriptions", "delete", self.subscription, "--yes", "--config", "tbs.yaml")
            check(not self.server.has(self.subscription), f"{self.subscription} is still there")

    # The end

    def ours(self):
        """The Subscriptions of this run, whatever became of it."""
        return [f"Subscription/{resource['id']}" for resource in self.server.search("Subscription")
                if self.prefix in json.dumps(resource) or self.run_id in json.dumps(resource)]

    def clean_up(self):
        """\\return whether nothing had been left behind but what this test itself made."""
        left = []
        try:
            left = self.ours()
            for reference in left + self.created[::-1]:
                self.server.delete(reference)
        except ServerError as error:
            print(f"FAIL  cleaning up: {error}", file=sys.stderr)
            return False
        if left:
            print(f"FAIL  left on the server, and deleted now: {', '.join(left)}")
        else:
            print("ok    nothing of ours is left on the server")
        return not left
