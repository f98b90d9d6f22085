{{- define "recurrence.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "recurrence.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "recurrence.labels" -}}
{{ include "recurrence.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "recurrence.image" -}}
{{- with .Values.image }}{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}{{ end }}
{{- end }}

{{/* Kafka's application.id: the name of the one pipeline, or that of the application of several. */}}
{{- define "recurrence.application" -}}
{{- if .Values.application }}{{ .Values.application }}
{{- else if not .Values.pipelines }}{{ fail "there is nothing to run: set 'pipelines'" }}
{{- else if ne (len .Values.pipelines) 1 }}{{ fail "several pipelines are one application, which needs a name: set 'application'" }}
{{- else }}{{ range .Values.pipelines }}{{ (fromYaml .).name | required "the pipeline has no name" }}{{ end }}{{ end }}
{{- end }}

{{/* The name of a resource for a topic. */}}
{{- define "recurrence.resource" -}}
{{- . | lower | replace "_" "-" | trimAll "-." }}
{{- end }}

{{/* The topics of all pipelines, as JSON: {sources, patterns, controls, outputs, deadLetters}, each a list. */}}
{{- define "recurrence.topics" -}}
{{- $t := dict "sources" list "patterns" list "controls" list "outputs" list "deadLetters" list "compacted" list }}
{{- range $file, $text := .Values.pipelines }}
{{- $p := fromYaml $text }}
{{- if hasKey $p "Error" }}{{ fail (printf "pipelines: %s is no YAML: %s" $file $p.Error) }}{{ end }}
{{- $input := $p.input | default dict }}
{{- if kindIs "slice" $input.topic }}{{ $_ := set $t "sources" (concat $t.sources $input.topic) }}
{{- else if $input.topic }}{{ $_ := set $t "sources" (append $t.sources $input.topic) }}{{ end }}
{{- with $p.feedback }}{{ $_ := set $t "sources" (append $t.sources .) }}{{ end }}
{{- with index $input "topic-pattern" }}{{ $_ := set $t "patterns" (append $t.patterns .) }}{{ end }}
{{- range $p.models }}{{ if and (kindIs "map" .) .control }}{{ $_ := set $t "controls" (append $t.controls .control) }}{{ end }}{{ end }}
{{- range $key := list "anomalies" "incidents" "groups" "forecasts" "outcomes" "features" "results" }}
{{- with index ($p.output | default dict) $key }}{{ $_ := set $t "outputs" (append $t.outputs .) }}
{{- if has $key (list "incidents" "groups") }}{{ $_ := set $t "compacted" (append $t.compacted .) }}{{ end }}{{ end }}
{{- end }}
{{- with index ($p.output | default dict) "dead-letters" }}{{ $_ := set $t "deadLetters" (append $t.deadLetters .) }}{{ end }}
{{- end }}
{{- $t | toJson }}
{{- end }}

{{/* How the names begin that a pattern matches, as far as that is plain to see. */}}
{{- define "recurrence.prefix" -}}
{{- if not (contains "|" .) }}
{{- $begin := regexFind "^[A-Za-z0-9_-]*[?*{]?" . }}
{{- if regexMatch "[?*{]$" $begin }}{{ $begin = regexReplaceAll ".?.$" $begin "" }}{{ end }}
{{- $begin }}{{ end }}
{{- end }}
