// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QtGlobal>

/// Export macros of the three libraries. TBS_*_AUTOTEST_EXPORT is for symbols that only the tests reach.

#if defined(TBS_STATIC)
#define TBS_DECL_EXPORT
#define TBS_DECL_IMPORT
#else
#define TBS_DECL_EXPORT Q_DECL_EXPORT
#define TBS_DECL_IMPORT Q_DECL_IMPORT
#endif

#if defined(TBS_CORE_LIBRARY)
#define TBS_CORE_EXPORT TBS_DECL_EXPORT
#else
#define TBS_CORE_EXPORT TBS_DECL_IMPORT
#endif

#if defined(TBS_WEBHOOK_LIBRARY)
#define TBS_WEBHOOK_EXPORT TBS_DECL_EXPORT
#else
#define TBS_WEBHOOK_EXPORT TBS_DECL_IMPORT
#endif

#if defined(TBS_SANDBOX_LIBRARY)
#define TBS_SANDBOX_EXPORT TBS_DECL_EXPORT
#else
#define TBS_SANDBOX_EXPORT TBS_DECL_IMPORT
#endif

#if defined(TBS_BUILD_TESTING)
#define TBS_CORE_AUTOTEST_EXPORT TBS_CORE_EXPORT
#define TBS_WEBHOOK_AUTOTEST_EXPORT TBS_WEBHOOK_EXPORT
#define TBS_SANDBOX_AUTOTEST_EXPORT TBS_SANDBOX_EXPORT
#else
#define TBS_CORE_AUTOTEST_EXPORT
#define TBS_WEBHOOK_AUTOTEST_EXPORT
#define TBS_SANDBOX_AUTOTEST_EXPORT
#endif
