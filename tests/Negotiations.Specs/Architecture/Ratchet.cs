using System.Globalization;

namespace Negotiations.Specs.Architecture;

/// <summary>
/// A list of what was not tidy when a rule was made. It can only become shorter: more than is listed fails, and so does
/// less, until the list says so. <c>NEGOTIATIONS_ACCEPT=1</c> writes what has become less.
/// </summary>
/// <param name="name">Of its file, beside these specs.</param>
internal sealed class Ratchet(string name)
{
    private string FullPath => Sources.PathOf($"tests/Negotiations.Specs/Architecture/{name}.txt");

    public void Holds(IEnumerable<(string What, int Count)> found, string remedy)
    {
        var listed = Read();
        var now = found.ToDictionary(each => each.What, each => each.Count, StringComparer.Ordinal);
        var more = now.Where(each => each.Value > listed.GetValueOrDefault(each.Key))
            .Select(each => $"{each.Key}: {each.Value}, at most {listed.GetValueOrDefault(each.Key)}")
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(more.Count == 0, $"{remedy}\n{string.Join('\n', more)}");

        var less = listed.Where(each => each.Value > now.GetValueOrDefault(each.Key)).Select(each => each.Key).ToList();
        if (less.Count > 0 && Environment.GetEnvironmentVariable("NEGOTIATIONS_ACCEPT") == "1")
            Write(now);
        else
            Assert.True(
                less.Count == 0,
                $"Less is untidy than {name}.txt lists: run this once with "
                    + $"NEGOTIATIONS_ACCEPT=1.\n{string.Join('\n', less)}"
            );
    }

    private Dictionary<string, int> Read() =>
        File.ReadLines(FullPath)
            .Where(line => line.Length > 0)
            .Select(line => line.Split(' ', 2))
            .ToDictionary(
                line => line[1],
                line => int.Parse(line[0], CultureInfo.InvariantCulture),
                StringComparer.Ordinal
            );

    private void Write(Dictionary<string, int> found) =>
        File.WriteAllLines(
            FullPath,
            found.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Value} {each.Key}")
        );
}
