package paths

import "ripen/models"

// Endpoints is the webhooks of a client, as the agency has them; its own sales manager has
// them at NoID.
func Endpoints(client models.ID) string {
	if client == models.NoID {
		return "/portal/endpoints"
	}
	return Client(client) + "/endpoints"
}

// Endpoint is one of them. Disabling switches it off, enabling on, removal takes it out of
// the list, rotation makes a new secret, test sends a test, replays sends messages again (POST).
func Endpoint(client, id models.ID) string { return Endpoints(client) + "/" + id.String() }
func EndpointDisabling(client, id models.ID) string {
	return Endpoint(client, id) + "/disabling"
}
func EndpointEnabling(client, id models.ID) string { return Endpoint(client, id) + "/enabling" }
func EndpointRemoval(client, id models.ID) string  { return Endpoint(client, id) + "/removal" }
func EndpointRotation(client, id models.ID) string { return Endpoint(client, id) + "/rotation" }
func EndpointTest(client, id models.ID) string     { return Endpoint(client, id) + "/test" }
func EndpointReplays(client, id models.ID) string  { return Endpoint(client, id) + "/replays" }

// EndpointBefore is the log from the message before this one on.
func EndpointBefore(client, id, push models.ID) string {
	return Endpoint(client, id) + "?before=" + push.String()
}

// The devices that ring for oneself: one is switched on, off, or tried (POST).
func AccountDevices() string                { return "/account/devices" }
func AccountDevice(id models.ID) string     { return AccountDevices() + "/" + id.String() + "/end" }
func AccountDeviceTest(id models.ID) string { return AccountDevices() + "/" + id.String() + "/test" }

// Bell is the script that rings, as browsers keep it; it must stand at the root.
func Bell() string { return "/bell.js" }

// Manifest is what a phone asks before it installs the house.
func Manifest() string { return "/manifest.webmanifest" }
