using System.Text.RegularExpressions;

namespace Negotiations.Specs.Architecture;

/// <summary>A method, constructor or property of a type, with the lines from its name to its end.</summary>
/// <param name="Name">Type and member: <c>Recorder.RecordAsync</c>.</param>
internal sealed record Member(string Name, int Lines);

/// <summary>Reads how long the members of a file are, by its braces. It needs code that compiles and is laid out by
/// the formatter, and no compiler.</summary>
internal static partial class MethodLengths
{
    public static IReadOnlyList<Member> Of(string source)
    {
        var code = CodeText.Of(source);
        List<Member> members = [];
        ReadTypes(code, 0, code.Length, "", members);
        return members;
    }

    // Everything at the level of a file, a namespace or a type: declarations one after another.
    private static void ReadTypes(string code, int at, int end, string type, List<Member> members)
    {
        while (Declaration.Read(code, at, end) is { } declared)
        {
            if (declared.TypeName is { } name && declared.Body is { } body)
                ReadTypes(code, body + 1, declared.End - 1, type.Length == 0 ? name : $"{type}.{name}", members);
            else if (declared.TypeName is null && declared.MemberName is { } member)
                members.Add(new Member($"{type}.{member}", LinesOf(code, declared)));

            at = declared.End;
        }
    }

    private static int LinesOf(string code, Declaration declared) =>
        code.AsSpan(declared.Begin, declared.End - declared.Begin).Count('\n') + 1;

    /// <param name="Begin">Of the first word after attributes.</param>
    /// <param name="Body">Of the brace that opens a type; null: it has none.</param>
    /// <param name="End">After its last brace or semicolon.</param>
    /// <param name="TypeName">Null: no type.</param>
    /// <param name="MemberName">Null: a field with a value, a using, a namespace.</param>
    private sealed record Declaration(int Begin, int? Body, int End, string? TypeName, string? MemberName)
    {
        public static Declaration? Read(string code, int at, int end)
        {
            at = AfterAttributes(code, at, end);
            if (at >= end)
                return null;

            int? body = null;
            var depth = 0;
            var hasValue = false;
            for (var i = at; i < end; i++)
            {
                depth += code[i] switch
                {
                    '{' or '(' or '[' => 1,
                    '}' or ')' or ']' => -1,
                    _ => 0,
                };
                if (code[i] == '{' && depth == 1)
                    body ??= i;

                hasValue |= depth == 0 && IsAssignment(code, i);
                if (
                    depth == 0
                    && (code[i] == ';' || (code[i] == '}' && !hasValue && !IsFollowedByMore(code, i + 1, end)))
                )
                    return Of(code, at, body, i + 1);
            }

            return null;
        }

        private static Declaration Of(string code, int begin, int? body, int end)
        {
            var text = code[begin..end];
            var head = Head().Match(text).Value;
            var type = TypeWord().Match(head);
            var isField = head.Length < text.Length && text[head.Length] == '=' && !Arrow(text, head.Length);
            var name = LastWord().Match(head);
            return new Declaration(
                begin,
                body,
                end,
                type.Success ? type.Groups[1].Value : null,
                isField || !name.Success || Skipped().IsMatch(head) ? null : name.Groups[1].Value
            );
        }

        private static bool Arrow(string text, int at) => at + 1 < text.Length && text[at + 1] == '>';

        // "=" or "=>", and no operator that compares.
        private static bool IsAssignment(string code, int at) =>
            code[at] == '=' && code[at - 1] is not ('=' or '!' or '<' or '>') && code[at + 1] != '=';

        // "{ get; } = value;" goes on after its brace.
        private static bool IsFollowedByMore(string code, int at, int end)
        {
            while (at < end && char.IsWhiteSpace(code[at]))
                at++;

            return at < end && code[at] is '=' or ';';
        }

        private static int AfterAttributes(string code, int at, int end)
        {
            while (at < end && (char.IsWhiteSpace(code[at]) || code[at] == '['))
            {
                var depth = code[at] == '[' ? 1 : 0;
                at++;
                while (depth > 0 && at < end)
                    depth += code[at++] switch
                    {
                        '[' => 1,
                        ']' => -1,
                        _ => 0,
                    };
            }

            return at;
        }
    }

    // Up to the first of: a parameter list that follows a name, a body, an arrow, a value, the end.
    [GeneratedRegex(@"^(?:[^({=;]*\([^()]*\)\??\s+(?!where\b)(?=\w))?[^({=;]*")]
    private static partial Regex Head();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record)\s+(?:struct\s+|class\s+)?(\w+)")]
    private static partial Regex TypeWord();

    [GeneratedRegex(@"(\w+)(?:<[^<>]*(?:<[^<>]*>[^<>]*)*>)?\s*(?:\[.*)?$", RegexOptions.Singleline)]
    private static partial Regex LastWord();

    [GeneratedRegex(@"^(?:global using|using|namespace|extern)\b")]
    private static partial Regex Skipped();
}
