// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httpmessage.h"

#include <atomic>

namespace Tbs {

QByteArray HttpRequest::header(QByteArrayView name) const
{
    for (const auto &[headerName, value] : headers) {
        if (name.compare(headerName, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

struct HttpReply::State
{
    Sender sender;
    std::atomic_bool sent = false;

    explicit State(Sender replySender)
        : sender(std::move(replySender))
    {
    }
    Q_DISABLE_COPY_MOVE(State)
    ~State()
    {
        if (!sent.exchange(true)) {
            sender({.status = 500, .contentType = {}});
        }
    }
};

HttpReply::HttpReply(Sender sender)
    : d(std::make_shared<State>(std::move(sender)))
{
}

void HttpReply::send(HttpResponse response) const
{
    if (!d->sent.exchange(true)) {
        d->sender(std::move(response));
    }
}

} // namespace Tbs
