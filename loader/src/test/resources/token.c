/* token FOLDER COMMAND...: runs the command in a user namespace of its own, with a bpffs on the folder that hands on all rights on BPF. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHECK(call) do { if ((call) < 0) { perror(#call); _exit(125); } } while (0)

static void put(pid_t pid, const char *file, const char *text) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
    int fd = open(path, O_WRONLY);
    CHECK(fd);
    CHECK(write(fd, text, strlen(text)));
    close(fd);
}

static void pass(int socket, int fd) {
    char room[CMSG_SPACE(sizeof fd)] = {0}, byte = 0;
    struct iovec io = {&byte, 1};
    struct msghdr message = {.msg_iov = &io, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(head), &fd, sizeof fd);
    CHECK(sendmsg(socket, &message, 0));
}

static int take(int socket) {
    char room[CMSG_SPACE(sizeof(int))], byte;
    struct iovec io = {&byte, 1};
    struct msghdr message = {.msg_iov = &io, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
    CHECK(recvmsg(socket, &message, 0));
    int fd;
    memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
    return fd;
}

int main(int argc, char **argv) {
    int pair[2];
    char byte = 0;
    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    pid_t child = fork();
    CHECK(child);
    if (child == 0) {
        CHECK(unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET));
        CHECK(write(pair[1], &byte, 1));
        CHECK(read(pair[1], &byte, 1)); /* the ids are mapped */
        int context = syscall(SYS_fsopen, "bpf", 0);
        CHECK(context);
        pass(pair[1], context);
        CHECK(read(pair[1], &byte, 1)); /* the rights are given */
        int mount = syscall(SYS_fsmount, context, 0, 0);
        CHECK(mount);
        CHECK(syscall(SYS_move_mount, mount, "", AT_FDCWD, argv[1], 4));
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(126);
    }
    CHECK(read(pair[0], &byte, 1));
    put(child, "setgroups", "deny");
    put(child, "uid_map", "0 0 1");
    put(child, "gid_map", "0 0 1");
    CHECK(write(pair[0], &byte, 1));
    int context = take(pair[0]);
    const char *rights[] = {"delegate_cmds", "delegate_maps", "delegate_progs", "delegate_attachs"};
    for (int i = 0; i < 4; i++) CHECK(syscall(SYS_fsconfig, context, 1, rights[i], "any", 0));
    CHECK(syscall(SYS_fsconfig, context, 6, NULL, NULL, 0));
    CHECK(write(pair[0], &byte, 1));
    int status;
    CHECK(waitpid(child, &status, 0));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 124;
}
