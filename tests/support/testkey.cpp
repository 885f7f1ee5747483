// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "testkey.h"

#include <QFile>

#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace Tbs::Test {

namespace {

void require(bool ok)
{
    if (!ok) {
        qFatal("OpenSSL cannot do what the test wants");
    }
}

/// What \a write puts into a BIO.
template <typename Write> QByteArray written(Write write)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), &BIO_free);
    require(write(bio.get()) == 1);
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return {data, size};
}

EVP_PKEY *generated(const char *type)
{
    return EVP_PKEY_Q_keygen(nullptr, nullptr, type);
}

/// R and S side by side, as JWS has them, in DER, as OpenSSL has them.
QByteArray derSignature(const QByteArray &raw)
{
    const auto half = static_cast<int>(raw.size() / 2);
    const auto *bytes = reinterpret_cast<const unsigned char *>(raw.constData());
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> numbers(ECDSA_SIG_new(), &ECDSA_SIG_free);
    require(ECDSA_SIG_set0(numbers.get(), BN_bin2bn(bytes, half, nullptr), BN_bin2bn(bytes + half, half, nullptr))
            == 1);
    unsigned char *der = nullptr;
    const auto size = i2d_ECDSA_SIG(numbers.get(), &der);
    require(size > 0);
    const QByteArray result(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return result;
}

} // namespace

TestKey::TestKey(evp_pkey_st *key)
    : m_key(key, &EVP_PKEY_free)
{
    require(key != nullptr);
}

TestKey TestKey::rsa(unsigned int bits)
{
    return TestKey(EVP_RSA_gen(bits));
}

TestKey TestKey::rsaPss()
{
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "RSA-PSS", nullptr), &EVP_PKEY_CTX_free);
    EVP_PKEY *key = nullptr;
    require(EVP_PKEY_keygen_init(context.get()) == 1 && EVP_PKEY_generate(context.get(), &key) == 1);
    return TestKey(key);
}

TestKey TestKey::ec(const char *curve)
{
    return TestKey(
        EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve)); // what the macro EVP_EC_gen does, without its cast
}

TestKey TestKey::ed25519()
{
    return TestKey(generated("ED25519"));
}

QByteArray TestKey::privatePem(const QByteArray &password) const
{
    return written([&](BIO *bio) {
        return PEM_write_bio_PKCS8PrivateKey(bio, m_key.get(), password.isEmpty() ? nullptr : EVP_aes_256_cbc(),
                                             password.isEmpty() ? nullptr : password.constData(),
                                             static_cast<int>(password.size()), nullptr, nullptr);
    });
}

QByteArray TestKey::traditionalPem() const
{
    return written([&](BIO *bio) {
        return PEM_write_bio_PrivateKey_traditional(bio, m_key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

QByteArray TestKey::publicPem() const
{
    return written([&](BIO *bio) { return PEM_write_bio_PUBKEY(bio, m_key.get()); });
}

QByteArray TestKey::certificatePem(const QByteArray &commonName) const
{
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    auto *subject = X509_get_subject_name(certificate.get());
    constexpr long day = 24 * 60 * 60;
    require(X509_set_version(certificate.get(), X509_VERSION_3) == 1
            && ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1) == 1
            && X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day)
            && X509_gmtime_adj(X509_getm_notAfter(certificate.get()), day)
            && X509_set_pubkey(certificate.get(), m_key.get()) == 1
            && X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                          reinterpret_cast<const unsigned char *>(commonName.constData()), -1, -1, 0)
                == 1
            && X509_set_issuer_name(certificate.get(), subject) == 1
            && X509_sign(certificate.get(), m_key.get(), EVP_sha256()) > 0);
    return written([&](BIO *bio) { return PEM_write_bio_X509(bio, certificate.get()); });
}

bool TestKey::verifies(const QByteArray &algorithm, const QByteArray &data, const QByteArray &signature) const
{
    const auto type = EVP_PKEY_get_base_id(m_key.get());
    const bool isRsa = algorithm == "RS384" && type == EVP_PKEY_RSA;
    const bool isEc = algorithm == "ES384" && type == EVP_PKEY_EC && signature.size() == 96;
    if (!isRsa && !isEc) {
        return false;
    }
    const auto expected = isEc ? derSignature(signature) : signature;
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    require(EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha384(), nullptr, m_key.get()) == 1);
    return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char *>(expected.constData()),
                            static_cast<std::size_t>(expected.size()),
                            reinterpret_cast<const unsigned char *>(data.constData()),
                            static_cast<std::size_t>(data.size()))
        == 1;
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
    }
}

} // namespace Tbs::Test
