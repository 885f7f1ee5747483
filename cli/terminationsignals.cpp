// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "terminationsignals.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <csignal>
#include <sys/eventfd.h>
#include <unistd.h>

namespace Tbs::Cli {

namespace {

constexpr std::array signalNumbers{SIGINT, SIGTERM, SIGHUP};

// All that a signal handler can reach.
std::atomic<int> eventDescriptor{-1};

void restoreDefaults()
{
    for (const int number : signalNumbers) {
        std::signal(number, SIG_DFL);
    }
}

extern "C" void noteSignal(int)
{
    const int errnoBefore = errno;
    restoreDefaults();
    const quint64 one = 1;
    [[maybe_unused]] const auto written = ::write(eventDescriptor.load(), &one, sizeof one);
    errno = errnoBefore;
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
    , m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_notifier(new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this))
{
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT requested();
    });
    eventDescriptor = m_descriptor;
    for (const int number : signalNumbers) {
        struct sigaction action = {};
        action.sa_handler = noteSignal;
        action.sa_flags = SA_RESTART;
        sigfillset(&action.sa_mask);
        ::sigaction(number, &action, nullptr);
    }
}

TerminationSignals::~TerminationSignals()
{
    restoreDefaults();
    eventDescriptor = -1;
    delete m_notifier;
    ::close(m_descriptor);
}

} // namespace Tbs::Cli
