// Makes this process refuse external memory, as Electron does: the two functions of Node-API are overwritten in memory
// with a jump to one that refuses and counts. How a caller found them makes no difference.

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct env *Env;
typedef struct value *Value;
typedef int Status;
typedef Value (*Callback)(Env, void *);

extern Status napi_create_external_buffer(Env, size_t, void *, void *, void *, Value *);
extern Status napi_create_external_arraybuffer(Env, void *, size_t, void *, void *, Value *);
extern Status napi_create_function(Env, const char *, size_t, Callback, void *, Value *);
extern Status napi_create_uint32(Env, uint32_t, Value *);
extern Status napi_set_named_property(Env, Value, const char *, Value);

enum { NO_EXTERNAL_BUFFERS_ALLOWED = 22 };

static uint32_t refused;
static char memory[2][8];

static Status refuse_all(void) {
  __atomic_fetch_add(&refused, 1, __ATOMIC_SEQ_CST);
  return NO_EXTERNAL_BUFFERS_ALLOWED;
}

static int overwrite(void *function) {
  uint64_t target = (uint64_t)(uintptr_t)&refuse_all;
#if defined(__x86_64__)
  unsigned char jump[] = {0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xe0};
  memcpy(jump + 2, &target, sizeof target);
#elif defined(__aarch64__)
  unsigned char jump[] = {0x50, 0, 0, 0x58, 0, 0x02, 0x1f, 0xd6, 0, 0, 0, 0, 0, 0, 0, 0};
  memcpy(jump + 8, &target, sizeof target);
#else
#error "no jump is known for this processor"
#endif
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t start = (uintptr_t)function & ~(page - 1);
  size_t length = (uintptr_t)function + sizeof jump - start;
  if (mprotect((void *)start, length, PROT_READ | PROT_WRITE | PROT_EXEC) != 0) return -1;
  memcpy(function, jump, sizeof jump);
  __builtin___clear_cache((char *)function, (char *)function + sizeof jump);
  return mprotect((void *)start, length, PROT_READ | PROT_EXEC);
}

static Value number(Env env, uint32_t value) {
  Value result = 0;
  napi_create_uint32(env, value, &result);
  return result;
}

// From here on external memory is refused. Gives 0 where that worked.
static Value refuse(Env env, void *info) {
  (void)info;
  return number(env, overwrite((void *)&napi_create_external_buffer) == 0 &&
                             overwrite((void *)&napi_create_external_arraybuffer) == 0
                         ? 0
                         : 1);
}

// Asks for external memory in both ways. Gives the two answers of Node-API, the second times 100.
static Value ask(Env env, void *info) {
  (void)info;
  Value made;
  Status buffer = napi_create_external_buffer(env, sizeof memory[0], memory[0], 0, 0, &made);
  Status array = napi_create_external_arraybuffer(env, memory[1], sizeof memory[1], 0, 0, &made);
  return number(env, (uint32_t)(buffer + 100 * array));
}

// How often somebody was refused.
static Value count(Env env, void *info) {
  (void)info;
  return number(env, __atomic_load_n(&refused, __ATOMIC_SEQ_CST));
}

Value napi_register_module_v1(Env env, Value exports) {
  const struct {
    const char *name;
    Callback function;
  } members[] = {{"refuse", refuse}, {"ask", ask}, {"count", count}};
  for (int at = 0; at < 3; at += 1) {
    Value function;
    napi_create_function(env, members[at].name, strlen(members[at].name), members[at].function, 0, &function);
    napi_set_named_property(env, exports, members[at].name, function);
  }
  return exports;
}
