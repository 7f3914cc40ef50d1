// Linked with linked-a.c.
#define SEC(name) __attribute__((section(name), used))
struct whole_here;
struct only_there { long b; };
struct whole_there { struct whole_here *here; struct only_there own; };
struct list { struct list *next; int (*callback)(struct list *, const char *); };
struct whole_there whole_b;
struct list list_b;
SEC("tc") int second(struct list *list) { return list != &list_b && whole_b.here; }
