// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Takes malloc's place in this program: behind every block stands a number that nobody outside it knows, and a block
/// whose number has changed when it is freed ends the program by SIGABRT. libhdf5 1.10 copies a text as long as its
/// heap says into room for as many bytes as its reference says; without this such a copy may pass unseen here, and do
/// its harm in the process that believes this one. One thread alone may take memory. Under a sanitizer malloc stays as
/// it is: AddressSanitizer sees more, ThreadSanitizer sees nothing of this.
namespace dyadic::runlog {

/// Ends the program likewise where a block that is still in use has been written beyond its end.
void requireSoundMemory();

}  // namespace dyadic::runlog
