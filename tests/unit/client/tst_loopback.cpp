// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/loopback_p.h>

#include <QtTest>
#include <QUrl>

namespace Tbs {

class TestLoopback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsThisMachine_data();
    void knowsThisMachine();
};

void TestLoopback::knowsThisMachine_data()
{
    QTest::addColumn<bool>("expected");
    for (const auto *url : {"http://localhost/a", "http://LOCALHOST:80", "http://127.0.0.1", "https://127.255.0.9/x",
                            "http://[::1]:8080/fhir"}) {
        QTest::newRow(url) << true;
    }
    for (const auto *url : {"http://localhost.example.org", "http://127.0.0.1.example.org",
                            "http://example.org/localhost", "http://localhost@example.org", "http://10.0.0.1",
                            "http://0.0.0.0", "http://[::2]", "http:///a", "localhost", ""}) {
        QTest::newRow(*url ? url : "nothing") << false;
    }
}

void TestLoopback::knowsThisMachine()
{
    const QByteArray url = QTest::currentDataTag();
    QTEST(isLoopback(QUrl::fromEncoded(url == "nothing" ? "" : url)), "expected");
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestLoopback)
#include "tst_loopback.moc"
