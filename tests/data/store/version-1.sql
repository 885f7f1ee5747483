-- SPDX-FileCopyrightText: 2026 The libtbs authors
-- SPDX-License-Identifier: MIT
--
-- A store as version 1 wrote it. Not to be changed.

CREATE TABLE subscription (
    id INTEGER PRIMARY KEY,
    webhook_id TEXT NOT NULL,
    server TEXT NOT NULL,
    subscription TEXT NOT NULL,
    topic TEXT NOT NULL DEFAULT '',
    status INTEGER,
    epoch INTEGER NOT NULL DEFAULT 1,
    seen TEXT NOT NULL DEFAULT '',
    written_off TEXT NOT NULL DEFAULT '',
    base INTEGER,
    highest INTEGER NOT NULL DEFAULT 0,
    newest_timestamp INTEGER,
    restarts_in_a_row INTEGER NOT NULL DEFAULT 0,
    last_notification_at INTEGER,
    last_event_at INTEGER,
    UNIQUE (webhook_id, server, subscription)
);

CREATE TABLE notification (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription_id INTEGER NOT NULL REFERENCES subscription (id),
    received_at INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    fhir_version INTEGER NOT NULL,
    type INTEGER NOT NULL,
    bundle_id TEXT NOT NULL,
    events_since_subscription_start INTEGER,
    new_events INTEGER NOT NULL,
    duplicate_events INTEGER NOT NULL,
    body BLOB NOT NULL
);

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    notification_id INTEGER NOT NULL REFERENCES notification (id),
    subscription_id INTEGER NOT NULL REFERENCES subscription (id),
    status_index INTEGER NOT NULL,
    event_index INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    event_number INTEGER,
    event_id TEXT NOT NULL,
    bundle_id TEXT NOT NULL,
    focus TEXT NOT NULL,
    timestamp TEXT NOT NULL,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER,
    last_error TEXT NOT NULL DEFAULT ''
);

-- The proof against handling an event twice, and the way to look it up.
CREATE UNIQUE INDEX event_by_number ON event (subscription_id, epoch, event_number) WHERE event_number IS NOT NULL;
-- Only where numbers mean nothing are events looked up by what else they carry.
CREATE INDEX event_by_event_id ON event (subscription_id, event_id) WHERE event_number IS NULL AND event_id <> '';
CREATE INDEX event_by_bundle_id ON event (subscription_id, bundle_id, event_index) WHERE event_number IS NULL AND bundle_id <> '';
CREATE INDEX event_by_focus ON event (subscription_id, focus, timestamp) WHERE event_number IS NULL AND bundle_id = '' AND event_id = '';
-- The handlers' queue: as small as what is still to be done.
CREATE INDEX event_pending ON event (id) WHERE state = 0;
CREATE INDEX event_dead_letter ON event (id) WHERE state = 2;

INSERT INTO subscription (id, webhook_id, server, subscription, topic, status, epoch, seen, base, highest)
VALUES (1, 'encounters', 'https://example.org/fhir', 'Subscription/1', 'http://example.org/topic', 1, 1, '1-2', 0, 2);
INSERT INTO notification (id, subscription_id, received_at, origin, fhir_version, type, bundle_id, events_since_subscription_start, new_events, duplicate_events, body)
VALUES (1, 1, 1767268800000, 0, 2, 0, 'b1', 0, 0, 0, X'7B7D');
INSERT INTO notification (id, subscription_id, received_at, origin, fhir_version, type, bundle_id, events_since_subscription_start, new_events, duplicate_events, body)
VALUES (2, 1, 1767268801000, 0, 2, 2, 'b2', 2, 2, 0, X'7B7D');
INSERT INTO event (id, notification_id, subscription_id, status_index, event_index, epoch, event_number, event_id, bundle_id, focus, timestamp, state, attempts, last_error)
VALUES (1, 2, 1, 0, 0, 1, 1, '', 'b2', 'Encounter/1', '2026-01-01T12:00:01Z', 1, 1, '');
INSERT INTO event (id, notification_id, subscription_id, status_index, event_index, epoch, event_number, event_id, bundle_id, focus, timestamp, state, attempts, last_error)
VALUES (2, 2, 1, 0, 1, 1, 2, '', 'b2', 'Encounter/2', '2026-01-01T12:00:01Z', 0, 2, 'broken');

PRAGMA application_id = 1415738195;
PRAGMA user_version = 1;
