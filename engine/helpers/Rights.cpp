// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/helpers/Rights.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define DYADIC_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DYADIC_SANITIZED
#endif

namespace dyadic::helpers {
namespace {

void limit(int resource, std::uint64_t most, std::uint64_t hard) {
  rlimit limits{};
  if (getrlimit(static_cast<__rlimit_resource_t>(resource), &limits) != 0) return;
  limits.rlim_max = std::min<rlim_t>(limits.rlim_max, hard);
  limits.rlim_cur = std::min<rlim_t>(limits.rlim_max, most);
  setrlimit(static_cast<__rlimit_resource_t>(resource), &limits);
}

}  // namespace

void giveUpRights(const Rights& rights) {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  close_range(STDERR_FILENO + 1, ~0U, 0);
#if !defined(DYADIC_SANITIZED)
  limit(RLIMIT_AS, rights.memory, rights.memory);
#endif
  limit(RLIMIT_CPU, rights.seconds, rights.seconds + 1);  // between the two comes SIGXCPU, which tells what happened
  limit(RLIMIT_FSIZE, 0, 0);
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_NOFILE, rights.files, rights.files);
}

}  // namespace dyadic::helpers
