// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "entryindex_p.h"

#include <QHash>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// How many entries for one type and id are looked at, so that a body made to do so cannot keep us busy for long.
constexpr std::size_t maximumRows = 128;

/// What stands before and behind the last slash; all of it is behind when there is none.
std::pair<QStringView, QStringView> splitAtLastSlash(QStringView uri)
{
    for (qsizetype i = uri.size(); i-- > 0;) {
        if (uri[i] == u'/') {
            return {uri.first(i), uri.sliced(i + 1)};
        }
    }
    return {{}, uri};
}

} // namespace

qsizetype EntryIndex::find(const Reference &reference, qsizetype occurrence)
{
    if (reference.isEmpty() || m_entries.isEmpty()) {
        return -1;
    }
    build();
    const auto key = keyOf(reference.original());
    // Not std::ranges::equal_range: clang 14 does not take libstdc++ 12's subrange.
    const auto hash = hashOf(key);
    const auto begin = std::ranges::lower_bound(m_rows, hash, {}, &Row::hash);
    const auto end = std::ranges::upper_bound(m_rows, hash, {}, &Row::hash);
    const std::span<const Row> rows(begin, end);
    return choose(rows.first(std::min(rows.size(), maximumRows)), reference, key, occurrence);
}

void EntryIndex::build()
{
    if (m_isBuilt) {
        return;
    }
    m_isBuilt = true;
    m_rows.reserve(static_cast<std::size_t>(m_entries.size()));
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const auto &entry = m_entries.at(i);
        const Key fullUrl = keyOf(entry.fullUrl);
        const Key resource{entry.resourceType, entry.resourceId};
        const Key request = keyOf(entry.requestUrl);
        if (!fullUrl.id.isEmpty()) {
            add(i, Source::FullUrl, fullUrl);
        }
        if (!resource.type.isEmpty() && !resource.id.isEmpty() && !equal(resource, fullUrl)) {
            add(i, Source::Resource, resource);
        }
        if (!request.type.isEmpty() && !equal(request, fullUrl) && !equal(request, resource)) {
            add(i, Source::RequestUrl, request);
        }
    }
    std::ranges::sort(m_rows, {}, [](const Row &row) { return std::tie(row.hash, row.source, row.entry); });
}

void EntryIndex::add(qsizetype entry, Source source, const Key &key)
{
    m_rows.push_back({hashOf(key), source, entry, key});
}

EntryIndex::Key EntryIndex::keyOf(QStringView uri)
{
    auto [parent, last] = splitAtLastSlash(uri);
    auto [base, type] = splitAtLastSlash(parent);
    if (type == "_history"_L1) {
        uri = base;
        std::tie(parent, last) = splitAtLastSlash(uri);
        std::tie(base, type) = splitAtLastSlash(parent);
    }
    if (isResourceTypeName(type) && isResourceId(last)) {
        return {type, last};
    }
    if (uri.startsWith("urn:uuid:"_L1, Qt::CaseInsensitive)) {
        uri = uri.sliced("urn:uuid:"_L1.size());
    }
    return {{}, uri};
}

size_t EntryIndex::hashOf(const Key &key)
{
    if (!key.type.isEmpty()) {
        return qHashMulti(0, key.type, key.id);
    }
    // Letter case does not count in what is no type and id.
    size_t hash = 0;
    for (const QChar character : key.id) {
        hash = hash * 31 + character.toCaseFolded().unicode();
    }
    return hash;
}

bool EntryIndex::equal(const Key &first, const Key &second)
{
    if (first.type.isEmpty()) {
        return second.type.isEmpty() && first.id.compare(second.id, Qt::CaseInsensitive) == 0;
    }
    return first.type == second.type && first.id == second.id;
}

qsizetype EntryIndex::choose(std::span<const Row> rows, const Reference &reference, const Key &key,
                             qsizetype occurrence) const
{
    const auto isExact = [&](const Row &row) {
        return row.source == Source::FullUrl && m_entries.at(row.entry).fullUrl == reference.original();
    };
    const bool exact = std::ranges::any_of(rows, isExact);
    const Row *best = nullptr;
    for (const Row &row : rows) {
        if (!equal(row.key, key) || (exact && !isExact(row))) {
            continue;
        }
        if (best && row.source != best->source) {
            break;
        }
        best = &row;
        if (occurrence-- == 0) {
            break;
        }
    }
    return best ? best->entry : -1;
}

} // namespace Tbs
