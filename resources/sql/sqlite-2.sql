-- SPDX-FileCopyrightText: 2026 The libtbs authors
-- SPDX-License-Identifier: MIT
--
-- Version 2 of the SQLite store: indexes for those who look back. Each is written at its end or within a small part of
-- it, since what is random costs every commit.

CREATE INDEX notification_by_subscription ON notification (subscription_id);
-- Nearly all are event notifications (2) that came to the webhook (0): only the others are looked up.
CREATE INDEX notification_by_type ON notification (type) WHERE type <> 2;
CREATE INDEX notification_by_origin ON notification (origin) WHERE origin <> 0;
CREATE INDEX event_by_notification ON event (notification_id);
-- Foci come in no order, so they are sorted only within buckets of 4096 notifications: writing touches the newest bucket,
-- and reading one focus looks once into each.
CREATE INDEX event_by_bucket_and_focus ON event (notification_id >> 12, focus) WHERE focus <> '';
