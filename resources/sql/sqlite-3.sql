-- SPDX-FileCopyrightText: 2026 The libtbs authors
-- SPDX-License-Identifier: MIT
--
-- Version 3 of the SQLite store: events that were handed over again on request.

ALTER TABLE event ADD COLUMN replayed_at INTEGER;
CREATE INDEX event_replayed ON event (id) WHERE replayed_at IS NOT NULL;
