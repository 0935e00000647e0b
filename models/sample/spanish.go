package sample

import "ripen/models"

// spanishQuestions is what callers who speak Spanish ask, by the key of the question.
var spanishQuestions = map[string]string{
	"want":  "“Nos escribió por {product|nuestros escáneres}. ¿Qué espera conseguir con eso en su clínica?”",
	"fit":   "“¿Qué programa de gestión usan en la clínica? ¿Y fresan ustedes mismos, o lo envían fuera?”",
	"when":  "“¿Para cuándo le gustaría atender con él al primer paciente?”",
	"money": "“¿Está en el presupuesto de este año, o antes hay que hablar con el banco?”",
	"who":   "“Además de usted, ¿quién querrá verlo antes de hacer el pedido?”",
	"next":  "“Nuestro representante atiende su zona. ¿Le viene bien que le llame el jueves por la mañana?”",
}

// spanishBranches is what they also say, by the question and the place of the branch.
var spanishBranches = map[string]map[int]string{
	"want":  {0: "“¿Qué le llamó la atención para preguntarnos?”"},
	"when":  {0: "“¿Qué tiene que ocurrir antes? ¿Y cuándo lo sabrá?”"},
	"money": {0: "“Harbour ofrece un arrendamiento a 48 meses. ¿Quiere que el representante le lleve un ejemplo?”", 1: "“Entonces sigamos en contacto.”"},
	"who":   {0: "“¿Podrían estar presentes también? ¿Qué día les viene mejor?”"},
}

// spanishAnswers is what they answer to objections, by the title.
var spanishAnswers = map[string]string{
	"Too dear":                 "“¿En comparación con lo que hoy envían fuera, o con otro escáner? La mayoría lo paga con lo que deja de enviar.”",
	"Just send papers":         "“Con mucho gusto. Para que sean los que le sirven: ¿qué miraría usted primero?”",
	"No time now":              "“Son tres preguntas, dos minutos. ¿O prefiere que le llame mañana a las diez?”",
	"We have one already":      "“Muy bien, entonces sabe lo que importa. ¿Qué tendría que hacer mejor el siguiente?”",
	"Who gave you my number?":  "“Usted mismo: nos escribió a través de {source}. Si fue un error, borro su número ahora mismo.”",
	"I have to ask my partner": "“Por supuesto. ¿Cómo se llama, y podría llamarle yo también?”",
}

// inSpanish adds to a program what is said to people who speak Spanish.
func inSpanish(p Program) Program {
	es := func(line string) models.Translations {
		if line == "" {
			return nil
		}
		return models.Translations{"es": line}
	}
	for n := range p.Questions {
		q := &p.Questions[n]
		q.SayIn = es(spanishQuestions[q.Key])
		for k := range q.Branches {
			q.Branches[k].SayIn = es(spanishBranches[q.Key][k])
		}
	}
	s := &p.Script
	s.OpeningIn = es("“Buenos días, {first|}. Soy {caller}, de Northlight; le llamo de parte de Harbour Dental Systems. Usted preguntó por {product|nuestros escáneres}: ¿tiene un momento?”")
	s.VoicemailIn = es("“Buenos días, {first|}. Soy {caller}, de Northlight, de parte de Harbour Dental Systems, por su consulta sobre {product|nuestros escáneres}. Volveré a llamarle; también puede llamarme al {callback|número que ve en pantalla}.”")
	s.GatekeeperIn = es("“Soy {caller}. ¿Podría hablar con {name|la persona que nos escribió}? Nos escribió por {product|nuestros escáneres} y espera la llamada. ¿A qué hora es más fácil localizarle?”")
	s.ClosingIn = es("“Muchas gracias, {first|}. Harbour Dental Systems se pondrá en contacto con usted, como hemos quedado. ¿Es este el mejor número para localizarle?”")
	for n := range s.Objections {
		s.Objections[n].SayIn = es(spanishAnswers[s.Objections[n].Title])
	}
	return p
}
