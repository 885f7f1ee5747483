// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "testdialog.h"

#include "findingmodel.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr QSize defaultSize(860, 560);
constexpr int padding = 4;

/// Symbols stand beside the first line, and there is some air between the rows.
class FindingDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 2 * padding);
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        auto inner = option;
        inner.rect.adjust(0, padding, 0, -padding);
        QStyledItemDelegate::paint(painter, inner, index);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->decorationAlignment = Qt::AlignLeft | Qt::AlignTop;
    }
};

} // namespace

TestDialog::TestDialog(const Connection &connection, Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_clock(clock)
    , m_model(new FindingModel(this))
    , m_table(new QTableView)
    , m_progress(new QProgressBar)
    , m_hint(new QLabel(tr("Where an advice says 'tbs listen' or 'tbs apply': opening the connection does it.")))
    , m_summary(new QLabel)
{
    setObjectName(u"testDialog"_s);
    setWindowTitle(tr("Test of %1").arg(connection.name));
    makeTable();
    m_progress->setObjectName(u"testProgress"_s);
    m_progress->setAccessibleName(tr("The test is going on"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    m_hint->setObjectName(u"testHint"_s);
    m_hint->setWordWrap(true);
    m_hint->hide();
    m_summary->setObjectName(u"testSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    auto *buttons = new QDialogButtonBox;
    m_copy = buttons->addButton(tr("C&opy as Text"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(u"testCopy"_s);
    m_again = buttons->addButton(tr("Test &Again"), QDialogButtonBox::ActionRole);
    m_again->setObjectName(u"testAgain"_s);
    m_cancel = buttons->addButton(tr("&Stop"), QDialogButtonBox::ActionRole);
    m_cancel->setObjectName(u"testCancel"_s);
    auto *close = buttons->addButton(QDialogButtonBox::Close);
    close->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_hint);
    layout->addWidget(m_summary);
    layout->addWidget(buttons);
    resize(defaultSize);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, &TestDialog::copy);
    connect(m_again, &QPushButton::clicked, this, &TestDialog::start);
    connect(m_cancel, &QPushButton::clicked, this, &TestDialog::cancel);
    start();
}

void TestDialog::makeTable()
{
    m_table->setObjectName(u"findingTable"_s);
    m_table->setAccessibleName(tr("What was found"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new FindingDelegate(m_table));
    m_table->setWordWrap(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto *header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionResizeMode(FindingModel::MessageColumn, QHeaderView::Stretch);
    header->resizeSection(FindingModel::SeverityColumn, fontMetrics().averageCharWidth() * 20);
    header->resizeSection(FindingModel::CheckColumn, fontMetrics().averageCharWidth() * 18);
}

void TestDialog::start()
{
    m_model->clear();
    m_hint->hide();
    m_progress->show();
    m_cancel->setEnabled(true);
    m_again->setEnabled(false);
    showSummary(tr("Asking the server…"));
    m_test = std::make_unique<ConnectionTest>(m_connection, m_clock);
    connect(m_test.get(), &ConnectionTest::found, this, &TestDialog::add);
    connect(m_test.get(), &ConnectionTest::finished, this, [this] { finish(m_model->summary()); });
    m_test->start();
}

void TestDialog::add(const Finding &finding)
{
    m_model->add(finding);
    m_table->scrollToBottom();
    if (finding.advice.contains("'tbs "_L1)) {
        m_hint->show();
    }
    showSummary(tr("So far: %1").arg(m_model->summary()));
}

void TestDialog::showWorst()
{
    const auto &findings = m_model->findings();
    const auto worst = worstOf(findings);
    const auto first = std::find_if(findings.begin(), findings.end(),
                                    [worst](const Finding &finding) { return finding.severity == worst; });
    if (worst != Finding::Severity::Ok && first != findings.end()) {
        m_table->selectRow(static_cast<int>(first - findings.begin()));
    } else {
        m_table->scrollToTop();
    }
}

void TestDialog::cancel()
{
    finish(tr("Stopped. Until then: %1").arg(m_model->summary()));
}

void TestDialog::finish(const QString &text)
{
    if (m_test) {
        m_test.release()->deleteLater(); // it may be telling right now
    }
    m_progress->hide();
    m_cancel->setEnabled(false);
    m_again->setEnabled(true);
    showWorst();
    showSummary(text);
}

void TestDialog::showSummary(const QString &text)
{
    const auto tone = m_model->rowCount() == 0 ? Tone::Neutral : toneOf(worstOf(m_model->findings()));
    auto colors = palette();
    colors.setColor(QPalette::WindowText,
                    tone == Tone::Good ? colors.color(QPalette::WindowText) : toneColor(tone, colors));
    m_summary->setPalette(colors);
    m_summary->setText(text);
    m_copy->setEnabled(m_model->rowCount() > 0);
}

void TestDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_model->toText());
}

} // namespace Tbs::Gui
