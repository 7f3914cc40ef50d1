/**
 * Floor 2: BTF, the kernel's type format (Documentation/bpf/btf.rst; include/uapi/linux/btf.h).
 *
 * <p>Types are records of the sealed family {@link dev.xdpasm.btf.BtfType}, a set of them is a {@link dev.xdpasm.btf.Btf}. In
 * and out flow the bytes of the sections {@code .BTF} and {@code .BTF.ext}. Knows neither ELF nor maps.
 */
@NullMarked
package dev.xdpasm.btf;

import org.jspecify.annotations.NullMarked;
