-- SPDX-FileCopyrightText: 2026 The libtbs authors
-- SPDX-License-Identifier: MIT
--
-- Version 4 of the SQLite store: the headers of requests, without secrets; store/records.h says how.

ALTER TABLE notification ADD COLUMN headers BLOB;
