# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

"""A FHIR server as a plain HTTP client sees it: what happens on the other side of the program under test."""

import json
import urllib.error
import urllib.parse
import urllib.request

FHIR_VERSIONS = {"4.0": "R4", "4.3": "R4B", "5.0": "R5"}


class ServerError(Exception):
    """The server did not do what the test needs of it."""


class FhirServer:
    def __init__(self, base_url, token=None, timeout=30):
        self.base_url, self.token, self.timeout = base_url.rstrip("/"), token, timeout

    def request(self, method, path, body=None):
        """(status, the resource or None, headers) of any answer."""
        url = path if path.startswith("http") else f"{self.base_url}/{path}"
        request = urllib.request.Request(url, method=method, headers={"Accept": "application/fhir+json"})
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/fhir+json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                return answer.status, resource_in(answer.read()), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, resource_in(error.read()), error.headers
        except OSError as error:
            raise ServerError(f"{method} {url}: {error}") from error

    def succeed(self, method, path, body=None):
        status, resource, headers = self.request(method, path, body)
        if not 200 <= status < 300:
            raise ServerError(f"{method} {path}: {status} {explanation(resource)}")
        return resource, headers

    def software(self):
        """(name and version, FHIR version) of the CapabilityStatement."""
        statement, _ = self.succeed("GET", "metadata")
        software = statement.get("software", {})
        version = statement.get("fhirVersion", "")
        return (f"{software.get('name', 'unnamed')} {software.get('version', '')}".strip(),
                FHIR_VERSIONS.get(version[:3], version))

    def create(self, resource):
        """`Type/id` of the new resource."""
        created, headers = self.succeed("POST", resource["resourceType"], resource)
        if created and created.get("id"):
            return f"{resource['resourceType']}/{created['id']}"
        location = urllib.parse.urlsplit(headers.get("Location", "")).path.split("/_history/")[0]
        return "/".join(location.split("/")[-2:])

    def update(self, reference, resource):
        self.succeed("PUT", reference, {**resource, "id": reference.split("/")[1]})

    def delete(self, reference):
        """Whether it is gone, whoever did it."""
        return self.request("DELETE", reference)[0] in (200, 202, 204, 404, 410)

    def has(self, reference):
        return self.request("GET", reference)[0] == 200

    def search(self, resource_type):
        """All resources of the type, on all pages."""
        found, url = [], resource_type
        while url:
            bundle, _ = self.succeed("GET", url)
            entries = [entry.get("resource", {}) for entry in bundle.get("entry", [])]
            found += [resource for resource in entries if resource.get("resourceType") == resource_type]
            url = next((link["url"] for link in bundle.get("link", []) if link.get("relation") == "next"), None)
        return found


def resource_in(body):
    try:
        return json.loads(body) if body else None
    except ValueError:
        return None


def explanation(outcome):
    issues = (outcome or {}).get("issue", [])
    return "; ".join(issue.get("diagnostics") or issue.get("details", {}).get("text", "") for issue in issues)


def patient(gender, family):
    return {"resourceType": "Patient", "gender": gender, "name": [{"family": family}]}


def patient_topic(fhir_version, url, definitions):
    """A topic that any change of a Patient fires, and that can be filtered by gender.

    In R4 it is a Basic; `definitions`: the FHIR version whose extensions say what fires it."""
    if fhir_version == "R4":
        return basic_topic(url, definitions)
    return {
        "resourceType": "SubscriptionTopic", "url": url, "version": "1.0.0", "title": "Patients", "status": "active",
        "resourceTrigger": [{"description": "Any change of a Patient", "resource": "Patient",
                             "supportedInteraction": ["create", "update", "delete"]}],
        "canFilterBy": [{"description": "By gender", "resource": "Patient", "filterParameter": "gender"}],
        "notificationShape": [{"resource": "Patient"}],
    }


def basic_topic(url, definitions):
    def extension(name, version="5.0", **value):
        return {"url": f"http://hl7.org/fhir/{version}/StructureDefinition/extension-SubscriptionTopic.{name}", **value}

    def parts(*values):
        return [{"url": name, key: value} for name, key, value in values]

    resource = ("resource", "valueUri", "Patient")
    interactions = [("supportedInteraction", "valueCode", code) for code in ("create", "update", "delete")]
    return {
        "resourceType": "Basic",
        "code": {"coding": [{"system": "http://hl7.org/fhir/fhir-types", "code": "SubscriptionTopic"}]},
        "extension": [
            extension("url", valueUri=url), extension("version", valueString="1.0.0"),
            extension("title", valueString="Patients"),
            extension("resourceTrigger", definitions, extension=parts(
                ("description", "valueMarkdown", "Any change of a Patient"), resource, *interactions)),
            extension("canFilterBy", definitions, extension=parts(
                ("description", "valueMarkdown", "By gender"), resource, ("filterParameter", "valueString", "gender"))),
            extension("notificationShape", definitions, extension=parts(resource)),
        ],
        "modifierExtension": [extension("status", valueCode="active")],
    }
