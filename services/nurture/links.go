package nurture

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"ripen/models"
)

// The purposes of the links of a letter.
const (
	linkCall = "call"
	linkStop = "stop"
)

// token is the secret in a letter's link: which client's letter it is, and the installation's
// signature of that and of its purpose. Nobody can guess one, and none opens anything else.
func (s *Service) token(purpose string, client, touch models.ID) string {
	return base64.RawURLEncoding.EncodeToString(append(append(client[:], touch[:]...), s.signature(purpose, client, touch)...))
}

func (s *Service) signature(purpose string, client, touch models.ID) []byte {
	mac := hmac.New(sha256.New, s.letters.Secret)
	mac.Write([]byte("nurture: " + purpose + " "))
	mac.Write(client[:])
	mac.Write(touch[:])
	return mac.Sum(nil)
}

// opens is the letter that a link is of; absent where the link is none of ours.
func (s *Service) opens(purpose, token string) (client, touch models.ID, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != 2*len(client)+sha256.Size || len(s.letters.Secret) == 0 {
		return client, touch, models.Absent()
	}
	n := copy(client[:], raw)
	n += copy(touch[:], raw[n:])
	if !hmac.Equal(raw[n:], s.signature(purpose, client, touch)) {
		return models.NoID, models.NoID, models.Absent()
	}
	return client, touch, nil
}

// callURL is where the receiver of a letter asks to be called, stopURL where he gets no
// more letters.
func (s *Service) callURL(client, touch models.ID) string {
	return strings.TrimSuffix(s.letters.BaseURL, "/") + "/call-me/" + s.token(linkCall, client, touch)
}

func (s *Service) stopURL(client, touch models.ID) string {
	return strings.TrimSuffix(s.letters.BaseURL, "/") + "/no-letters/" + s.token(linkStop, client, touch)
}
