// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/notifications/forwarddialog.h"
#include "guitest.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestForwardDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sends_data();
    void sends();
    void nobodyListens();
    void wrongUrlCannotBeSent_data();
    void wrongUrlCannotBeSent();
    void remembersTheUrl();

private:
    void answerWith(QTcpServer &server, const QByteArray &answer);
    template <typename T> T &in(const QString &name) const { return Test::child<T>(*m_dialog, name); }

    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<ForwardDialog> m_dialog;
    QByteArray m_received;
};

void TestForwardDialog::init()
{
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_dialog = std::make_unique<ForwardDialog>(**m_settings, "{\"a\":1}");
    m_dialog->show();
    m_received.clear();
}

void TestForwardDialog::answerWith(QTcpServer &server, const QByteArray &answer)
{
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [this, &server, answer] {
        auto *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, answer] {
            m_received += socket->readAll();
            if (m_received.endsWith("{\"a\":1}")) {
                socket->write(answer);
                socket->disconnectFromHost();
            }
        });
    });
}

void TestForwardDialog::sends_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("shown");
    QTest::newRow("taken") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") << u"✔ 200 OK"_s;
    QTest::newRow("refused") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
                             << u"✘ 401 Unauthorized"_s;
    QTest::newRow("moved") << QByteArray(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
                           << u"✘ 302 Found"_s;
}

void TestForwardDialog::sends()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, shown);
    QTcpServer server;
    answerWith(server, answer);
    QTest::keyClicks(&in<QLineEdit>(u"forwardUrl"_s), u"http://127.0.0.1:%1/hook"_s.arg(server.serverPort()));
    QTest::mouseClick(&in<QPushButton>(u"forwardSend"_s), Qt::LeftButton);
    QTRY_VERIFY2(in<QLabel>(u"forwardResult"_s).text().startsWith(shown),
                 qPrintable(in<QLabel>(u"forwardResult"_s).text()));
    QVERIFY(m_received.startsWith("POST /hook "));
    QVERIFY(m_received.toLower().contains("content-type: application/fhir+json"));
    QVERIFY(in<QPushButton>(u"forwardSend"_s).isEnabled());
}

void TestForwardDialog::nobodyListens()
{
    quint16 port = 0;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        port = server.serverPort();
    }
    in<QLineEdit>(u"forwardUrl"_s).setText(u"http://127.0.0.1:%1"_s.arg(port));
    QTest::mouseClick(&in<QPushButton>(u"forwardSend"_s), Qt::LeftButton);
    QTRY_VERIFY(in<QLabel>(u"forwardResult"_s).text().contains(u"no answer"_s));
}

void TestForwardDialog::wrongUrlCannotBeSent_data()
{
    QTest::addColumn<QString>("url");
    for (const auto &url : {u""_s, u"example.org"_s, u"ftp://example.org"_s, u"http://"_s, u"http://a b"_s}) {
        QTest::newRow(qPrintable(url)) << url;
    }
}

void TestForwardDialog::wrongUrlCannotBeSent()
{
    QFETCH(QString, url);
    in<QLineEdit>(u"forwardUrl"_s).setText(u"http://127.0.0.1/"_s);
    QVERIFY(in<QPushButton>(u"forwardSend"_s).isEnabled());
    in<QLineEdit>(u"forwardUrl"_s).setText(url);
    QVERIFY(!in<QPushButton>(u"forwardSend"_s).isEnabled());
}

void TestForwardDialog::remembersTheUrl()
{
    in<QLineEdit>(u"forwardUrl"_s).setText(u"http://user:secret@127.0.0.1:1/hook"_s);
    QTest::mouseClick(&in<QPushButton>(u"forwardSend"_s), Qt::LeftButton);
    const ForwardDialog again(**m_settings, {});
    QCOMPARE(Test::child<QLineEdit>(again, u"forwardUrl"_s).text(), u"http://127.0.0.1:1/hook"_s);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestForwardDialog)
#include "tst_forwarddialog.moc"
