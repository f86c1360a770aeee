using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Model;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Specs.Ledger;
using Wolverine;

namespace Negotiations.Server.Tests.Jobs;

/// <summary>
/// What Wolverine generates for its handlers is committed, so that no compiler comes along; it must be what it would
/// generate now.
/// </summary>
public sealed class GeneratedCode
{
    const string Accepting = "NEGOTIATIONS_ACCEPT";
    const string Folder = "src/Negotiations.Server/Internal/Generated";

    [Fact]
    public void The_committed_code_is_what_Wolverine_generates()
    {
        var generated = Directory.CreateTempSubdirectory("negotiations-");
        try
        {
            Generate(generated.FullName);
            var committed = Repository.Path(Folder);
            if (Environment.GetEnvironmentVariable(Accepting) == "1")
                Replace(committed, generated.FullName);

            var (before, now) = (Files(committed), Files(generated.FullName));
            var changed = now.Except(before).Concat(before.Except(now)).Select(each => each.Name).Distinct();
            Assert.True(
                before.SequenceEqual(now),
                $"{Folder} is not what Wolverine generates: {string.Join(", ", changed)}. "
                    + $"Run this test with {Accepting}=1 to write it, build, and commit it."
            );
            Assert.NotEmpty(now);
        }
        finally
        {
            generated.Delete(recursive: true);
        }
    }

    static void Generate(string folder)
    {
        using var app = Application.Build(RunningServer.NoCasebook, "Host=nowhere", "http://127.0.0.1:0", folder);
        app.Services.GetRequiredService<WolverineOptions>().CodeGeneration.GeneratedCodeOutputPath = folder;
        var builder = new DynamicCodeBuilder(app.Services, [.. app.Services.GetServices<ICodeFileCollection>()])
        {
            ServiceVariableSource = app.Services.GetService<IServiceVariableSource>(),
        };
        builder.WriteGeneratedCode(_ => { });
    }

    static List<(string Name, string Text)> Files(string folder) =>
        !Directory.Exists(folder)
            ? []
            :
            [
                .. Directory
                    .GetFiles(folder, "*.cs", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(file =>
                        (Path.GetRelativePath(folder, file), File.ReadAllText(file).ReplaceLineEndings("\n"))
                    ),
            ];

    static void Replace(string folder, string by)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        foreach (var (name, text) in Files(by))
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }
}
