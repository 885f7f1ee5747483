// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jwssigner_p.h"

#include <Tbs/support/text_p.h>

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr int minimumRsaBits = 2048;
constexpr int coordinateSize = 48; // bytes, on P-384

constexpr auto rs384 = "RS384";
constexpr auto es384 = "ES384";

QString curveOf(EVP_PKEY *key)
{
    char name[64] = {};
    std::size_t length = 0;
    return EVP_PKEY_get_group_name(key, name, sizeof(name), &length) == 1 ? QString::fromLatin1(name) : QString();
}

/// What \a key cannot be used for; empty when it can.
QString objectionTo(EVP_PKEY *key)
{
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
        return EVP_PKEY_get_bits(key) >= minimumRsaBits ? QString()
                                                        : Text::tr("is an RSA key of %1 bits; RS384 wants %2 or more")
                                                              .arg(EVP_PKEY_get_bits(key))
                                                              .arg(minimumRsaBits);
    case EVP_PKEY_EC: {
        const auto curve = curveOf(key);
        return curve == "secp384r1"_L1 || curve == "P-384"_L1
            ? QString()
            : Text::tr("is an EC key on the curve %1; ES384 wants P-384 (secp384r1)")
                  .arg(curve.isEmpty() ? Text::tr("without a name") : curve);
    }
    default:
        return Text::tr("is a key of type %1; RSA (for RS384) or EC on the curve P-384 (for ES384) is wanted")
            .arg(QString::fromLatin1(EVP_PKEY_get0_type_name(key)));
    }
}

/// The two numbers of a DER-encoded signature, side by side.
QByteArray rawSignature(const QByteArray &der)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> numbers(d2i_ECDSA_SIG(nullptr, &bytes, der.size()),
                                                                        &ECDSA_SIG_free);
    QByteArray raw(2 * coordinateSize, '\0');
    auto *out = reinterpret_cast<unsigned char *>(raw.data());
    const bool fits = numbers && BN_bn2binpad(ECDSA_SIG_get0_r(numbers.get()), out, coordinateSize) == coordinateSize
        && BN_bn2binpad(ECDSA_SIG_get0_s(numbers.get()), out + coordinateSize, coordinateSize) == coordinateSize;
    return fits ? raw : QByteArray();
}

} // namespace

JwsSigner::JwsSigner(PrivateKey key, QByteArray algorithm)
    : m_key(std::move(key))
    , m_algorithm(std::move(algorithm))
{
}

Result<JwsSigner> JwsSigner::create(const PrivateKey &key, const QString &path)
{
    if (const auto objection = objectionTo(key.handle()); !objection.isEmpty()) {
        return failure(Error::Kind::ActionRequired, objection, path);
    }
    return JwsSigner(key, EVP_PKEY_get_base_id(key.handle()) == EVP_PKEY_RSA ? rs384 : es384);
}

Result<QByteArray> JwsSigner::sign(const QByteArray &data) const
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const auto *in = reinterpret_cast<const unsigned char *>(data.constData());
    const auto inSize = static_cast<std::size_t>(data.size());
    std::size_t size = 0;
    bool ok = context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha384(), nullptr, m_key.handle()) == 1
        && EVP_DigestSign(context.get(), nullptr, &size, in, inSize) == 1;
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    ok = ok
        && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, in, inSize) == 1;
    ERR_clear_error();
    signature.truncate(static_cast<qsizetype>(size)); // of ES384 the first size is the largest possible one
    if (ok && m_algorithm == es384) {
        signature = rawSignature(signature);
    }
    if (!ok || signature.isEmpty()) {
        return failure(Error::Kind::Internal,
                       Text::tr("The key does not sign with %1").arg(QString::fromLatin1(m_algorithm)));
    }
    return signature;
}

} // namespace Tbs
