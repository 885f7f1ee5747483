// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exampletopics.h"
#include "gui/subscribe/filtereditor.h"
#include "gui/subscribe/filteroperator.h"
#include "gui/subscribe/filterrow.h"
#include "guitest.h"

#include <Tbs/subscription/topicsubscription.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;
using namespace Tbs::Test;

class tst_FilterEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_editor.reset(); }
    void choicesOfTheTopic();
    void operatorsOfTheParameter();
    void typedByKeyboardOnly();
    void addAndRemove();
    void roundTrip_data();
    void roundTrip();
    void mistakes_data();
    void mistakes();
    void untouchedFieldsAreQuiet();
    void explanations();
    void masked();
    void operatorTexts();

private:
    [[nodiscard]] QList<FilterRow *> rows() const { return m_editor->findChildren<FilterRow *>(); }
    /// As the dialog does while somebody types.
    void check();

    std::unique_ptr<FilterEditor> m_editor;
};

namespace {

QStringList choices(const QComboBox &box)
{
    QStringList texts;
    for (int i = 0; i < box.count(); ++i) {
        texts.append(box.itemText(i));
    }
    return texts;
}

} // namespace

void tst_FilterEditor::init()
{
    m_editor = std::make_unique<FilterEditor>();
    m_editor->setTopicFilters(TopicFilters(encounterTopic().topic));
    connect(m_editor.get(), &FilterEditor::changed, m_editor.get(), [this] { check(); });
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
}

void tst_FilterEditor::check()
{
    TopicSubscription definition;
    definition.topic = encounterTopic().topic.url;
    definition.filterBy = m_editor->filters();
    m_editor->showMistakes(mistakesOf(definition, QDateTime::currentDateTimeUtc()));
}

void tst_FilterEditor::choicesOfTheTopic()
{
    m_editor->addFilter();
    QCOMPARE(choices(child<QComboBox>(*m_editor, u"filterResource"_s)), QStringList{u"Encounter"_s});
    QCOMPARE(child<QComboBox>(*m_editor, u"filterResource"_s).currentText(), u"Encounter"_s);
    QCOMPARE(choices(child<QComboBox>(*m_editor, u"filterParameter"_s)),
             (QStringList{u"subject"_s, u"_in"_s, u"length"_s, u"account"_s}));
}

void tst_FilterEditor::operatorsOfTheParameter()
{
    m_editor->addFilter();
    auto &parameter = child<QComboBox>(*m_editor, u"filterParameter"_s);
    auto &operators = child<QComboBox>(*m_editor, u"filterOperator"_s);
    const auto codes = [&operators] {
        QStringList texts;
        for (const auto &text : choices(operators)) {
            texts.append(text.section(u' ', 0, 0));
        }
        return texts.join(u' ');
    };
    parameter.setCurrentText(u"length"_s);
    QVERIFY2(codes().startsWith("is gt lt ge le :missing"_L1), qPrintable(codes()));
    parameter.setCurrentText(u"account"_s);
    QVERIFY2(codes().endsWith("ap :missing :not :identifier"_L1), qPrintable(codes()));
    // One that was chosen stays, even where the topic does not take it: it is objected to.
    operators.setCurrentIndex(operators.count() - 1);
    parameter.setCurrentText(u"length"_s);
    QCOMPARE(m_editor->filters().constFirst().modifier, u"identifier"_s);
}

void tst_FilterEditor::typedByKeyboardOnly()
{
    QTest::keyClick(m_editor.get(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(rows().size(), 1);
    QVERIFY(child<QComboBox>(*m_editor, u"filterParameter"_s).hasFocus());
    const auto type = [](const QString &text) {
        QTest::keyClicks(QApplication::focusWidget(), text);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    };
    type(u"length"_s);
    QVERIFY(child<QComboBox>(*m_editor, u"filterOperator"_s).hasFocus());
    type(u"g"_s); // gt
    type(u"30"_s);
    QCOMPARE(m_editor->filters(), (QList<FilterBy>{{u"Encounter"_s, u"length"_s, u"gt"_s, {}, u"30"_s}}));
    QVERIFY(child<QToolButton>(*m_editor, u"removeFilter"_s).hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(m_editor->filters().isEmpty());
    QVERIFY(child<QPushButton>(*m_editor, u"addFilter"_s).hasFocus());
}

void tst_FilterEditor::addAndRemove()
{
    QSignalSpy changes(m_editor.get(), &FilterEditor::changed);
    m_editor->setFilters({{u"Encounter"_s, u"subject"_s, {}, {}, u"Patient/1"_s},
                          {u"Encounter"_s, u"length"_s, u"gt"_s, {}, u"30"_s},
                          {u"Encounter"_s, u"account"_s, {}, {}, u"Account/1"_s}});
    QCOMPARE(changes.size(), 0); // nobody typed
    child<QLineEdit>(*rows().at(1), u"filterValue"_s).setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_editor->filters().size(), 2);
    QCOMPARE(m_editor->filters().constLast().filterParameter, u"account"_s);
    QVERIFY(!changes.isEmpty());
    QTRY_COMPARE(rows().size(), 2);
    QVERIFY(rows().at(1)->isAncestorOf(QApplication::focusWidget()));
    QTest::mouseClick(&child<QToolButton>(*rows().at(0), u"removeFilter"_s), Qt::LeftButton);
    QCOMPARE(m_editor->filters().size(), 1);
    QTest::mouseClick(&child<QPushButton>(*m_editor, u"addFilter"_s), Qt::LeftButton);
    QCOMPARE(m_editor->filters().size(), 2);
    QVERIFY(child<QLineEdit>(*rows().constLast(), u"filterValue"_s).accessibleName().contains(u'2'));
    // Nothing is removed while no filter has the focus.
    child<QPushButton>(*m_editor, u"addFilter"_s).setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_editor->filters().size(), 2);
}

void tst_FilterEditor::roundTrip_data()
{
    QTest::addColumn<FilterBy>("filter");
    const auto row = [](const char *name, const FilterBy &filter) {
        QTest::newRow(name) << filter;
    };
    row("comparator", {u"Encounter"_s, u"length"_s, u"ge"_s, {}, u"30"_s});
    row("modifier", {u"Encounter"_s, u"account"_s, {}, u"missing"_s, u"true"_s});
    row("no type", {{}, u"subject"_s, {}, {}, u"Patient/1,Patient/2"_s});
    row("not of the topic", {u"Patient"_s, u"name"_s, {}, u"exact"_s, u"Chalmers"_s});
    row("unknown comparator", {u"Encounter"_s, u"length"_s, u"zz"_s, {}, u"30"_s});
    row("both", {u"Encounter"_s, u"length"_s, u"ge"_s, u"not"_s, u"30"_s});
    row("value with blanks", {u"Encounter"_s, u"subject"_s, {}, {}, u" a & b=c "_s});
    row("empty", {});
}

void tst_FilterEditor::roundTrip()
{
    QFETCH(const FilterBy, filter);
    m_editor->setFilters({filter});
    QCOMPARE(m_editor->filters(), QList<FilterBy>{filter});
}

void tst_FilterEditor::mistakes_data()
{
    QTest::addColumn<FilterBy>("filter");
    QTest::addColumn<QString>("field"); // empty: none
    QTest::addColumn<QString>("part");
    const auto type = u"Encounter"_s;
    const auto row = [](const char *name, const FilterBy &filter, const QString &field = {}, const QString &part = {}) {
        QTest::newRow(name) << filter << field << part;
    };
    row("good", {type, u"subject"_s, {}, {}, u"Patient/1"_s});
    row("no value", {type, u"subject"_s, {}, {}, {}}, u"filterValue"_s, u"no value"_s);
    row("no parameter", {type, {}, {}, {}, u"x"_s}, u"filterParameter"_s, u"no filterParameter"_s);
    row("a modifier in it", {type, u"subject:in"_s, {}, {}, u"x"_s}, u"filterParameter"_s, u"as modifier"_s);
    row("misspelled", {type, u"subjct"_s, {}, {}, u"x"_s}, u"filterParameter"_s, u"did you mean `subject`"_s);
    row("other type", {u"Patient"_s, u"subject"_s, {}, {}, u"x"_s}, u"filterParameter"_s, u"cannot be filtered"_s);
    row("no type", {u"En counter"_s, u"subject"_s, {}, {}, u"x"_s}, u"filterResource"_s, u"neither the name"_s);
    row("comparator", {type, u"length"_s, u"eq"_s, {}, u"30"_s}, u"filterOperator"_s, u"gt, lt, ge, le"_s);
    row("no comparator", {type, u"subject"_s, u"zz"_s, {}, u"30"_s}, u"filterOperator"_s, u"not one of"_s);
    row("modifier", {type, u"account"_s, {}, u"above"_s, u"x"_s}, u"filterOperator"_s, u"missing, not, identifier"_s);
    row("both", {type, u"subject"_s, u"eq"_s, u"not"_s, u"x"_s}, u"filterOperator"_s, u"scr-1"_s);
}

void tst_FilterEditor::mistakes()
{
    QFETCH(const FilterBy, filter);
    QFETCH(const QString, field);
    QFETCH(const QString, part);
    m_editor->setFilters({{u"Encounter"_s, u"subject"_s, {}, {}, u"Patient/1"_s}, filter});
    QCoreApplication::processEvents(); // shows the new rows
    check();
    QVERIFY(!child<QLabel>(*rows().at(0), u"filterValueMessage"_s).isVisible());
    for (const auto &name : {u"filterResource"_s, u"filterParameter"_s, u"filterOperator"_s, u"filterValue"_s}) {
        const auto &message = child<QLabel>(*rows().at(1), name + u"Message"_s);
        const bool isWrong = name == field || (name == u"filterParameter"_s && field == u"filterResource"_s);
        QVERIFY2(message.isVisible() == isWrong, qPrintable(name));
        if (name == field) {
            QVERIFY2(message.text().contains(part), qPrintable(message.text()));
            QVERIFY(child<QWidget>(*rows().at(1), name).accessibleDescription().contains(part));
        }
    }
}

void tst_FilterEditor::untouchedFieldsAreQuiet()
{
    m_editor->addFilter();
    const auto &message = child<QLabel>(*m_editor, u"filterValueMessage"_s);
    QVERIFY(!message.isVisible());
    QVERIFY(m_editor->firstMistake()); // but it is known
    auto &value = child<QLineEdit>(*m_editor, u"filterValue"_s);
    value.setFocus();
    QTest::keyClicks(&value, u"x"_s);
    QVERIFY(!message.isVisible());
    QTest::keyClick(&value, Qt::Key_Backspace);
    QVERIFY(message.isVisible());
    m_editor->touch();
    QVERIFY(child<QLabel>(*m_editor, u"filterParameterMessage"_s).isVisible());
}

void tst_FilterEditor::explanations()
{
    const auto &text = child<QLabel>(*m_editor, u"filterExplanation"_s);
    QVERIFY(text.text().contains("subject, _in, length, account"_L1));
    m_editor->setTopicFilters(TopicFilters(SubscriptionTopic()));
    QVERIFY(text.text().contains("every event"_L1));
    m_editor->setTopicFilters(std::nullopt);
    QVERIFY(text.text().contains("not known"_L1));
    // Then anything can be typed in, and nothing of it is objected to.
    m_editor->setFilters({{u"Patient"_s, u"name"_s, {}, u"exact"_s, u"x"_s}});
    check();
    QVERIFY(!m_editor->firstMistake());
}

void tst_FilterEditor::masked()
{
    m_editor->setMasked(true);
    m_editor->setFilters({{u"Encounter"_s, u"subject"_s, {}, {}, u"Patient/1"_s}});
    auto &value = child<QLineEdit>(*m_editor, u"filterValue"_s);
    QCOMPARE(value.echoMode(), QLineEdit::Password);
    QVERIFY(!value.displayText().contains("Patient"_L1));
    QCOMPARE(m_editor->filters().constFirst().value, u"Patient/1"_s);
    m_editor->setMasked(false);
    QCOMPARE(value.displayText(), u"Patient/1"_s);
}

void tst_FilterEditor::operatorTexts()
{
    QCOMPARE(operatorText({}), u"is"_s);
    QVERIFY(operatorText({u"ge"_s, {}}).startsWith(u"ge – "_s));
    QVERIFY(operatorText({{}, u"exact"_s}).startsWith(u":exact – "_s));
    QCOMPARE(operatorText({{}, u"of-a-kind"_s}), u":of-a-kind"_s);
    QCOMPARE(operatorChoices({u"eq"_s}, {u"not"_s}), (QList<FilterOperator>{{}, {u"eq"_s, {}}, {{}, u"not"_s}}));
}

QTEST_MAIN(tst_FilterEditor)
#include "tst_filtereditor.moc"
