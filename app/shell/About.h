// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace dyadic::shell {

/// Shows what the program is, its versions and licence, with a button that copies the versions. Does not block.
void showAbout(QWidget* parent);

}  // namespace dyadic::shell
