package push

import (
	"net/url"
	"strings"

	"ripen/models"
)

// host is the host of an address that can be sent to. Plain http is for development alone.
func host(address string, plain bool) (string, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http":
		return "", models.Refuse(models.Invalid, "url", "Enter the whole address, such as https://crm.company.com/ripen.")
	case u.Scheme == "http" && !plain:
		return "", models.Refuse(models.Invalid, "url", "Use an address that begins with https: what is sent is about people.")
	case u.User != nil:
		return "", models.Refuse(models.Invalid, "url", "Leave name and password out of the address: the signature shows that it is us.")
	case u.Fragment != "":
		return "", models.Refuse(models.Invalid, "url", "Leave out what follows the # of the address: it is never sent.")
	}
	return u.Hostname(), nil
}

// check puts a draft into an endpoint, or refuses it.
func (s *Service) check(e *models.Endpoint, d Draft) error {
	name, err := host(d.URL, s.plain)
	if err != nil {
		return err
	}
	if e.Name, e.URL, e.Events = d.Name, d.URL, d.Events; strings.TrimSpace(e.Name) == "" {
		e.Name = name
	}
	return e.Check()
}
