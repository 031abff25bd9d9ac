# One set of compiler flags for every target, so that precompiled headers can be shared between them.
# No -march: binaries run on any x86-64; kernels that need more are dispatched at run time.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wno-unknown-pragmas -fno-math-errno -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)  # bugs of GCC 12: false alarms in std::string
  add_compile_options(-Wno-stringop-overflow -Wno-restrict -Wno-array-bounds)
endif()
if(DYADIC_SANITIZE)
  add_compile_options(-fsanitize=${DYADIC_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${DYADIC_SANITIZE})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()
