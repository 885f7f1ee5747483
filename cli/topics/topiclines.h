// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../linewriter.h"

#include <Tbs/client/topicdiscovery.h>

/// The topics of a server as JSON and as text for people.
namespace Tbs::Cli {

/// What a topic is: url, status, triggers, filters, shapes, and where it was found.
[[nodiscard]] JsonLine topicLine(const DiscoveredTopic &topic);

/// A topicLine() as a few lines of text.
[[nodiscard]] QString formatTopic(const JsonLine &line, const Console &console);
/// The same with all descriptions.
[[nodiscard]] QString formatWholeTopic(const JsonLine &line, const Console &console);

} // namespace Tbs::Cli
