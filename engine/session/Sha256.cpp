// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Sha256.h"

#include <openssl/evp.h>

namespace dyadic::session {

struct Sha256::Context {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> openssl{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  EVP_DigestInit_ex(context_->openssl.get(), EVP_sha256(), nullptr);
}
Sha256::~Sha256() = default;

void Sha256::add(const void* bytes, std::size_t size) { EVP_DigestUpdate(context_->openssl.get(), bytes, size); }

std::string Sha256::hex() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  EVP_DigestFinal_ex(context_->openssl.get(), digest, &length);
  static const char* kDigits = "0123456789abcdef";
  std::string out;
  for (unsigned int i = 0; i < length; ++i) {
    out += kDigits[digest[i] >> 4];
    out += kDigits[digest[i] & 15];
  }
  return out;
}

}  // namespace dyadic::session
