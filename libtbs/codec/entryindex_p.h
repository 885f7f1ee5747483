// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/notification.h>

#include <span>
#include <vector>

namespace Tbs {

/// Finds the entry that a reference means, also where the two are spelled differently.
///
/// A reference by type and id means an entry with that type and id at the end of its fullUrl, else in its resource,
/// else at the end of its request.url; among several an equal fullUrl wins. Others (`urn:uuid:...`) have to equal the
/// fullUrl, letter case and a missing `urn:uuid:` aside. `/_history/...` is ignored. Built on first use, in O(n log n).
class EntryIndex
{
public:
    /// \a entries have to outlive the index and stay as they are.
    explicit EntryIndex(const QList<NotificationEntry> &entries)
        : m_entries(entries)
    {
    }

    /// The entry's index, or -1. With several entries for the same reference (a resource that changed twice), \a
    /// occurrence counts them; beyond the last the last is given.
    [[nodiscard]] qsizetype find(const Reference &reference, qsizetype occurrence = 0);

private:
    enum class Source { FullUrl, Resource, RequestUrl };
    struct Key
    {
        QStringView type; ///< empty: id is a whole URI
        QStringView id;
    };
    struct Row
    {
        size_t hash;
        Source source;
        qsizetype entry;
        Key key;
    };

    void build();
    void add(qsizetype entry, Source source, const Key &key);
    [[nodiscard]] static Key keyOf(QStringView uri);
    [[nodiscard]] static size_t hashOf(const Key &key);
    [[nodiscard]] static bool equal(const Key &first, const Key &second);
    [[nodiscard]] qsizetype choose(std::span<const Row> rows, const Reference &reference, const Key &key,
                                   qsizetype occurrence) const;

    const QList<NotificationEntry> &m_entries;
    std::vector<Row> m_rows; ///< sorted by hash, source, entry
    bool m_isBuilt = false;
};

} // namespace Tbs
