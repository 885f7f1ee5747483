-- SPDX-FileCopyrightText: 2026 The libtbs authors
-- SPDX-License-Identifier: MIT
--
-- Version 2 of the SQLite store: indexes for those who look back.
--
-- What comes in no order is sorted only within buckets of 1024 notifications: writing touches the pages of the newest
-- bucket, where one large index would have dozens of pages written at each commit; and reading looks once into each bucket.

CREATE INDEX notification_by_bucket_and_subscription ON notification (id >> 10, subscription_id);
CREATE INDEX event_by_bucket_and_focus ON event (notification_id >> 10, focus) WHERE focus <> '';
CREATE INDEX event_by_notification ON event (notification_id);
-- Nearly all are event notifications (2) that came to the webhook (0): only the others are looked up.
CREATE INDEX notification_by_type ON notification (type) WHERE type <> 2;
CREATE INDEX notification_by_origin ON notification (origin) WHERE origin <> 0;
