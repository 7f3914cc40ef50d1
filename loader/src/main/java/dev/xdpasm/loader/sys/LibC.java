package dev.xdpasm.loader.sys;

import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/**
 * The functions of the C library that the loader calls, as jnr-ffi binds them; {@link Syscalls} is their only caller.
 *
 * <p>Addresses are passed as {@code long}: the memory is direct and never moves. No function here takes six integer
 * arguments, because jnr-ffi 2.3.4 hands over a wrong sixth one on x86-64; and {@code syscall} and {@code fcntl} are
 * bound with fixed arguments, which on 64-bit Linux are passed as variadic ones are. Those of six are {@link SixArguments}.
 */
public interface LibC {

    /** syscall(2) with three arguments, enough for {@code bpf(2)}. */
    long syscall(long number, long first, long second, long third);

    /** close(2). */
    int close(int fd);

    /** fcntl(2). */
    int fcntl(int fd, int command, long argument);

    /** open(2) without O_CREAT, so without a mode. */
    int open(String path, int flags);

    /** socket(2). */
    int socket(int domain, int type, int protocol);

    /** bind(2). */
    int bind(int fd, long address, int length);

    /** connect(2). */
    int connect(int fd, long address, int length);

    /** setsockopt(2). */
    int setsockopt(int fd, int level, int option, long value, int length);

    /** getsockopt(2). */
    int getsockopt(int fd, int level, int option, long value, long length);

    /** getsockname(2). */
    int getsockname(int fd, long address, long length);

    /** getpeername(2). */
    int getpeername(int fd, long address, long length);

    /** send(2). */
    @ssize_t
    long send(int fd, long bytes, @size_t long length, int flags);

    /** read(2). */
    @ssize_t
    long read(int fd, long bytes, @size_t long length);

    /** recv(2). */
    @ssize_t
    long recv(int fd, long bytes, @size_t long length, int flags);

    /** unshare(2). */
    int unshare(int flags);

    /** setns(2). */
    int setns(int fd, int kind);

    /** statfs(2). */
    int statfs(String path, long result);

    /** getrlimit(2). */
    int getrlimit(int resource, long result);

    /** clock_gettime(2). */
    int clock_gettime(int clock, long result);

    /** munmap(2). */
    int munmap(long address, @size_t long length);

    /** getpagesize(3). */
    int getpagesize();

    /** write(2). */
    @ssize_t
    long write(int fd, long bytes, @size_t long length);

    /** ioctl(2). */
    int ioctl(int fd, long request, long argument);

    /** eventfd(2). */
    int eventfd(int initial, int flags);

    /** epoll_create1(2). */
    int epoll_create1(int flags);

    /** epoll_ctl(2). */
    int epoll_ctl(int epoll, int operation, int fd, long event);

    /** epoll_wait(2): not epoll_pwait, which has six arguments. */
    int epoll_wait(int epoll, long events, int most, int timeoutMillis);

    /** mount(2). */
    int mount(String source, String target, String type, long flags, long data);
}
