// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationfixture.h"

#include <QProcess>
#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

/// Holds resources/schema/tbs.schema.json and the reader together: both object to the same lines of every fixture.
class TestConfigurationSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesWithReader_data();
    void agreesWithReader();
    void acceptsExamples();

private:
    [[nodiscard]] static QString findPython();
    void runSchema(const QStringList &files);

    Test::ConfigurationFixture m_fixture;
    QString m_python;
    QHash<QString, QString> m_lines; // of a file, as the schema sees it: `3 5 7`
};

QString TestConfigurationSchema::findPython()
{
    for (const auto &python : {u"/usr/bin/python3"_s, QStandardPaths::findExecutable(u"python3"_s)}) {
        if (QProcess::execute(python, {u"-c"_s, u"import jsonschema, yaml; jsonschema.Draft202012Validator"_s}) == 0) {
            return python;
        }
    }
    return {};
}

void TestConfigurationSchema::runSchema(const QStringList &files)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(m_python,
                  QStringList{QStringLiteral(TBS_SCHEMA_LINES), Test::resourcePath(u"schema/tbs.schema.json"_s)}
                      + files);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    const auto lines = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    for (const auto &line : lines) {
        m_lines.insert(line.section(u'\t', 0, 0), line.section(u'\t', 1));
    }
}

void TestConfigurationSchema::initTestCase()
{
    QVERIFY(m_fixture.isValid());
    m_python = findPython();
    if (m_python.isEmpty()) {
        QSKIP("needs Python with jsonschema (4.x) and yaml: python3-jsonschema python3-yaml");
    }
    QStringList files{Test::resourcePath(u"examples/tbs.yaml"_s), Test::resourcePath(u"examples/tbs-minimal.yaml"_s)};
    for (const auto &name : m_fixture.cases()) {
        files.append(m_fixture.path(name + u".yaml"_s));
    }
    runSchema(files);
    QCOMPARE(m_lines.size(), files.size());
}

void TestConfigurationSchema::agreesWithReader_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &name : m_fixture.cases()) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestConfigurationSchema::agreesWithReader()
{
    QFETCH(QString, name);
    QStringList expected;
    for (const auto &mistake : m_fixture.expectedMistakes(name)) {
        const auto line = QString::number(mistake.line);
        if (mistake.isInSchema && !mistake.isWarning && !expected.contains(line)) {
            expected.append(line);
        }
    }
    QCOMPARE(m_lines.value(m_fixture.path(name + u".yaml"_s)), expected.join(u' '));
}

void TestConfigurationSchema::acceptsExamples()
{
    QCOMPARE(m_lines.value(Test::resourcePath(u"examples/tbs.yaml"_s)), QString());
    QCOMPARE(m_lines.value(Test::resourcePath(u"examples/tbs-minimal.yaml"_s)), QString());
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestConfigurationSchema)
#include "tst_configurationschema.moc"
