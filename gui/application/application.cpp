// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "application.h"

#include "indicatorstyle.h"
#include "symbols.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QStyle>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

void translate(QApplication &application, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(QLocale(), name, u"_"_s, folder)) {
        QApplication::installTranslator(translator);
    }
}

} // namespace

void setUpApplication(QApplication &application)
{
    QApplication::setApplicationName(u"tbs-gui"_s);
    QApplication::setOrganizationName(u"libtbs"_s);
    QApplication::setApplicationVersion(QStringLiteral(TBS_VERSION));
    QApplication::setDesktopFileName(u"tbs-gui"_s);
    QApplication::setWindowIcon(applicationIcon());
    if (QApplication::style()->name().compare(u"fusion"_s, Qt::CaseInsensitive) == 0) {
        QApplication::setStyle(new IndicatorStyle);
    }
    const auto qt = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    translate(application, u"qtbase"_s, qt);
    translate(application, u"qtwebsockets"_s, qt);
    translate(application, u"libtbs"_s, u":/tbs/translations"_s);
    translate(application, u"tbs-gui"_s, u":/tbs/translations"_s);
    QApplication::setApplicationDisplayName(QApplication::translate("Tbs::Gui::MainWindow", "FHIR Subscriptions"));
}

} // namespace Tbs::Gui
