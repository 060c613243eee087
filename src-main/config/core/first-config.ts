/** The config of a new installation: short, because everything left out has a documented default. */
export function firstConfigText(): string {
  return `# Gatehouse settings. Everything left out has a default; "gatehouse config docs" explains every key.
# After editing this file by hand, look at the change and accept it: gatehouse config pending

posture: personal   # who is at the other end: personal, team or public

models:
  practice:
    provider: practice   # built in, needs no key; replace it with a real one
    model: practice

agents:
  main:
    model: practice

# approvals:
#   mode: ask   # ask, strict or auto; left out, the posture decides
`
}
