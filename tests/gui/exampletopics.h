// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/topicdiscovery.h>

namespace Tbs::Test {

/// The examples of FHIR R5: by subject, _in, length (gt lt ge le) and account (missing not identifier); draft.
[[nodiscard]] DiscoveredTopic encounterTopic();
/// By patient (in not-in); with an event trigger.
[[nodiscard]] DiscoveredTopic admissionTopic();
/// What HAPI FHIR 8.8 in R5 tells of one: by gender and name, without operators.
[[nodiscard]] DiscoveredTopic hapiTopic();
/// Only its URL, as a CapabilityStatement has it.
[[nodiscard]] DiscoveredTopic topicKnownByUrl();
/// All of them and that of the sandbox, by URL, with two remarks.
[[nodiscard]] DiscoveredTopics exampleTopics();

} // namespace Tbs::Test
