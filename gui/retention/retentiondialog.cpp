// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "retentiondialog.h"

#include "../application/symbols.h"
#include "../application/tone.h"
#include "unitbox.h"

#include <Tbs/support/futures.h>

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// What is asked for while somebody types would be out of date at once.
constexpr int forecastMilliseconds = 200;

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 megabyte = 1'000'000;
constexpr qint64 gigabyte = 1000 * megabyte;

// Where nothing is configured: what a limit begins with when it is switched on.
constexpr qint64 usualAge = 90 * day;
constexpr qint64 usualNumber = 1'000'000;
constexpr qint64 usualSize = 10 * gigabyte;
// The limits of a tbs.yaml.
constexpr qint64 maximumAge = 10'000 * day;
constexpr qint64 maximumSize = 1'000'000 * gigabyte;

UnitBox *ageBox()
{
    return new UnitBox({{RetentionDialog::tr("minutes"), minute},
                        {RetentionDialog::tr("hours"), hour},
                        {RetentionDialog::tr("days"), day}},
                       maximumAge, RetentionDialog::tr("Age"));
}

UnitBox *numberBox()
{
    return new UnitBox({{RetentionDialog::tr("notifications"), 1}}, std::numeric_limits<int>::max(),
                       RetentionDialog::tr("Notifications"));
}

UnitBox *sizeBox()
{
    return new UnitBox({{RetentionDialog::tr("MB"), megabyte}, {RetentionDialog::tr("GB"), gigabyte}}, maximumSize,
                       RetentionDialog::tr("Size"));
}

} // namespace

RetentionDialog::RetentionDialog(Backend &backend, const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_backend(backend)
    , m_forecast(clock)
    , m_icon(new QLabel)
    , m_text(new QLabel)
{
    setObjectName(u"retentionDialog"_s);
    setWindowTitle(tr("Retention"));
    auto *introduction = new QLabel(tr("What is stored goes when one of these limits is exceeded, the oldest first. "
                                       "Notifications with events that wait for their handler stay."));
    introduction->setWordWrap(true);
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    m_age = addLimit(*grid, u"age"_s, tr("Delete what is &older than"), ageBox());
    m_number = addLimit(*grid, u"notifications"_s, tr("Keep at most so many &notifications"), numberBox());
    m_size = addLimit(*grid, u"size"_s, tr("Keep the &file of the store below"), sizeBox());

    m_text->setObjectName(u"retentionForecast"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setMinimumHeight(fontMetrics().lineSpacing() * 4);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *line = new QHBoxLayout;
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_text, 1);

    auto *buttons = new QDialogButtonBox;
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(u"retentionSave"_s);
    m_cancel = buttons->addButton(QDialogButtonBox::Cancel);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(introduction);
    layout->addLayout(grid);
    layout->addLayout(line, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 76, sizeHint().height());

    m_forecastTimer.setSingleShot(true);
    m_forecastTimer.setInterval(forecastMilliseconds);
    connect(&m_forecastTimer, &QTimer::timeout, this, &RetentionDialog::askForForecast);
    connect(&m_forecast, &RetentionForecast::told, this, &RetentionDialog::showForecast);
    connect(&m_forecast, &RetentionForecast::failed, this, [this](const Error &error) {
        showText(true, tr("What would be deleted cannot be told: %1").arg(error.toString()));
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &RetentionDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&backend, &Backend::stateChanged, this, &QDialog::reject);
    m_age.wanted->setFocus();
    setRetention(backend.connection().configuration.store.retention);
    askForForecast();
}

RetentionDialog::Limit RetentionDialog::addLimit(QGridLayout &grid, const QString &name, const QString &text,
                                                 UnitBox *value)
{
    const Limit limit{new QCheckBox(text), value};
    limit.wanted->setObjectName(name + u"Wanted"_s);
    value->setObjectName(name + u"Value"_s);
    const auto row = grid.rowCount();
    grid.addWidget(limit.wanted, row, 0);
    grid.addWidget(value, row, 1);
    value->setEnabled(false);
    connect(limit.wanted, &QCheckBox::toggled, value, &QWidget::setEnabled);
    connect(limit.wanted, &QCheckBox::toggled, this, &RetentionDialog::changed);
    connect(value, &UnitBox::valueChanged, this, &RetentionDialog::changed);
    return limit;
}

void RetentionDialog::setRetention(const RetentionConfiguration &retention)
{
    const auto set = [](const Limit &limit, const std::optional<qint64> &value, qint64 usual) {
        limit.value->setValue(value.value_or(usual));
        limit.wanted->setChecked(value.has_value());
    };
    const auto &age = retention.maximumAge;
    set(m_age, age ? std::optional<qint64>(age->count()) : std::nullopt, usualAge);
    set(m_number, retention.maximumNotifications, usualNumber);
    set(m_size, retention.maximumSize, usualSize);
}

RetentionConfiguration RetentionDialog::retention() const
{
    RetentionConfiguration retention;
    if (m_age.wanted->isChecked()) {
        retention.maximumAge = std::chrono::milliseconds(m_age.value->value());
    }
    if (m_number.wanted->isChecked()) {
        retention.maximumNotifications = m_number.value->value();
    }
    if (m_size.wanted->isChecked()) {
        retention.maximumSize = m_size.value->value();
    }
    return retention;
}

void RetentionDialog::changed()
{
    m_forecast.cancel();
    setDeleting(retention() != RetentionConfiguration()); // until it is known better
    m_forecastTimer.start();
}

void RetentionDialog::askForForecast()
{
    m_forecastTimer.stop();
    if (auto *history = m_backend.history()) {
        m_forecast.ask(*history, retention());
    }
}

void RetentionDialog::showForecast(const ForecastDeletion &deletion)
{
    const QLocale locale;
    const auto wanted = retention();
    const bool bySize = wanted.maximumSize.has_value();
    if (deletion.stored == 0) {
        showText(false, tr("Nothing is stored, so nothing is deleted now."));
    } else if (wanted == RetentionConfiguration()) {
        showText(false,
                 tr("Everything is kept. Stored are about %1 notifications, the oldest of %2.")
                     .arg(locale.toString(deletion.stored),
                          locale.toString(deletion.oldest.toLocalTime(), QLocale::ShortFormat)));
    } else if (deletion.deleted > 0) {
        showText(true,
                 tr("About %1 of %2 notifications are deleted now, beginning with that of %3, and cannot be brought "
                    "back.")
                         .arg(locale.toString(deletion.deleted), locale.toString(deletion.stored),
                              locale.toString(deletion.oldest.toLocalTime(), QLocale::ShortFormat))
                     + (bySize ? u' ' + tr("For the size it may be more.") : QString()));
    } else if (bySize) {
        showText(true,
                 tr("How many of about %1 notifications are deleted now depends on the size of the file; the oldest is "
                    "of %2. What is deleted cannot be brought back.")
                     .arg(locale.toString(deletion.stored),
                          locale.toString(deletion.oldest.toLocalTime(), QLocale::ShortFormat)));
    } else {
        showText(false,
                 tr("None of about %1 notifications is deleted now; the oldest is of %2.")
                     .arg(locale.toString(deletion.stored),
                          locale.toString(deletion.oldest.toLocalTime(), QLocale::ShortFormat)));
    }
    setDeleting(deletion.stored > 0 && (deletion.deleted > 0 || bySize));
}

void RetentionDialog::showText(bool isWarning, const QString &text)
{
    const auto tone = isWarning ? Tone::Warning : Tone::Information;
    const int size = fontMetrics().height();
    m_icon->setPixmap(coloredSymbol(isWarning ? u"warning"_s : u"information"_s, toneColor(tone, palette()))
                          .pixmap(QSize(size, size), devicePixelRatioF()));
    m_text->setText(text);
}

/// Who presses Return without looking deletes nothing.
void RetentionDialog::setDeleting(bool deleting)
{
    m_save->setText(deleting ? tr("&Delete and Save") : tr("&Save"));
    m_save->setAutoDefault(!deleting);
    (deleting ? m_cancel : m_save)->setDefault(true);
}

void RetentionDialog::save()
{
    m_save->setEnabled(false);
    whenFinished(
        m_backend.setRetention(retention()), this, [this](const Result<void> &answer) { takeAnswer(answer); },
        [this] { reject(); });
}

void RetentionDialog::takeAnswer(const Result<void> &answer)
{
    if (answer) {
        accept();
        return;
    }
    m_save->setEnabled(true);
    showText(true, tr("The retention was not changed: %1").arg(answer.error().toString()));
}

} // namespace Tbs::Gui
