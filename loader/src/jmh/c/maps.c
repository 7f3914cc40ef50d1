/* Lookups, updates, batches and the draining of a ring, by bare system calls and as libbpf reads it. See CPeer. */
#include <fcntl.h>
#include <linux/bpf.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static uint32_t keys[BATCH];
static uint64_t values[BATCH];
static volatile uint64_t blackhole;
static int map;

static long bpf(int command, union bpf_attr *attr, unsigned size) {
    return syscall(__NR_bpf, command, attr, size);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static long element(int command, uint32_t *key, uint64_t *value) {
    union bpf_attr attr;
    memset(&attr, 0, 32);
    attr.map_fd = map;
    attr.key = (uintptr_t) key;
    attr.value = (uintptr_t) value;
    return bpf(command, &attr, 32);
}

static double lookups(void) {
    double begin = now();
    uint64_t sum = 0, value;
    for (uint32_t i = 0; i < 20000; i++) {
        uint32_t key = i % ENTRIES;
        if (element(BPF_MAP_LOOKUP_ELEM, &key, &value) == 0) sum += value;
    }
    blackhole = sum;
    return (now() - begin) / 20000;
}

static double updates(void) {
    double begin = now();
    for (uint32_t i = 0; i < 20000; i++) {
        uint32_t key = i % ENTRIES;
        uint64_t value = i;
        element(BPF_MAP_UPDATE_ELEM, &key, &value);
    }
    return (now() - begin) / 20000;
}

static double lookup_batches(void) {
    double begin = now();
    uint64_t sum = 0, place = 0;
    int begun = 0;
    long answer;
    do {
        union bpf_attr attr;
        memset(&attr, 0, 56);
        attr.batch.in_batch = begun ? (uintptr_t) &place : 0;
        attr.batch.out_batch = (uintptr_t) &place;
        attr.batch.keys = (uintptr_t) keys;
        attr.batch.values = (uintptr_t) values;
        attr.batch.count = BATCH;
        attr.batch.map_fd = map;
        answer = bpf(BPF_MAP_LOOKUP_BATCH, &attr, 56);
        begun = 1;
        for (uint32_t i = 0; i < attr.batch.count; i++) sum += values[i];
    } while (answer == 0);
    blackhole = sum;
    return (now() - begin) / ENTRIES;
}

static double update_batches(void) {
    double begin = now();
    for (uint32_t from = 0; from < ENTRIES; from += BATCH) {
        for (uint32_t i = 0; i < BATCH; i++) {
            keys[i] = from + i;
            values[i] = i;
        }
        union bpf_attr attr;
        memset(&attr, 0, 56);
        attr.batch.keys = (uintptr_t) keys;
        attr.batch.values = (uintptr_t) values;
        attr.batch.count = BATCH;
        attr.batch.map_fd = map;
        bpf(BPF_MAP_UPDATE_BATCH, &attr, 56);
    }
    return (now() - begin) / ENTRIES;
}

static uint64_t *consumer, *producer;
static char *data;
static uint64_t mask;

static int (*volatile handler)(void *, uint64_t);

static int add(void *event, uint64_t size) {
    blackhole += *(uint64_t *) event;
    return 0;
}

static double drain(void) {
    double begin = now();
    uint64_t at = __atomic_load_n(consumer, __ATOMIC_ACQUIRE), count = 0;
    int more;
    do {
        more = 0;
        uint64_t end = __atomic_load_n(producer, __ATOMIC_ACQUIRE);
        while (at < end) {
            uint32_t *header = (uint32_t *) (data + (at & mask));
            uint32_t length = __atomic_load_n(header, __ATOMIC_ACQUIRE);
            if (length & BPF_RINGBUF_BUSY_BIT) goto done;
            more = 1;
            at += ((length & ~BPF_RINGBUF_DISCARD_BIT) + 8 + 7) / 8 * 8;
            if (!(length & BPF_RINGBUF_DISCARD_BIT)) {
                handler(header + 2, length);
                count++;
            }
            __atomic_store_n(consumer, at, __ATOMIC_RELEASE);
        }
    } while (more);
done:
    return (now() - begin) / count;
}

int main(int argc, char **argv) {
    union bpf_attr attr;
    memset(&attr, 0, sizeof attr);
    attr.map_type = BPF_MAP_TYPE_HASH;
    attr.key_size = 4;
    attr.value_size = 8;
    attr.max_entries = 2 * ENTRIES;
    map = bpf(BPF_MAP_CREATE, &attr, sizeof attr);
    memset(&attr, 0, sizeof attr);
    attr.pathname = (uintptr_t) argv[1];
    int ring = bpf(BPF_OBJ_GET, &attr, sizeof attr);
    long page = sysconf(_SC_PAGESIZE), bytes = RING;
    consumer = mmap(0, page, PROT_READ | PROT_WRITE, MAP_SHARED, ring, 0);
    producer = mmap(0, page + 2 * bytes, PROT_READ, MAP_SHARED, ring, page);
    if (map < 0 || ring < 0 || consumer == MAP_FAILED || producer == MAP_FAILED) return 1;
    data = (char *) producer + page;
    mask = bytes - 1;
    handler = add;
    update_batches();
    puts("ready");
    fflush(stdout);
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        double ns = !strcmp(line, "lookup\n") ? lookups()
            : !strcmp(line, "update\n") ? updates()
            : !strcmp(line, "lookup_batch\n") ? lookup_batches()
            : !strcmp(line, "update_batch\n") ? update_batches()
            : drain();
        printf("%f\n", ns);
        fflush(stdout);
    }
    return 0;
}
