using System.Text;

namespace Negotiations.Cli.Running;

/// <summary>Files that are there whole or not at all: written under another name, then renamed.</summary>
internal static class WholeFile
{
    public static void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public static void Write(string file, byte[] bytes) => Try(file, () =>
        {
            File.WriteAllBytes(file + ".part", bytes);
            File.Move(file + ".part", file, overwrite: true);
            return true;
        });

    /// <summary>Puts what was written under the other name in its place.</summary>
    public static void Finish(string part, string file, bool overwrite) => Try(file, () =>
        {
            File.Move(part, file, overwrite);
            return true;
        });

    /// <summary>Refuses a file that is there and one in a folder that is not, before anything is asked for.</summary>
    public static void CheckIsFree(string file, bool isForced)
    {
        if (Directory.Exists(file))
            throw CommandFailedException.Usage($"{file} is a folder. Name a file in it.");

        if (File.Exists(file) && !isForced)
            throw CommandFailedException.Usage($"{file} is there already. Name another, or replace it with --force.");

        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            throw CommandFailedException.Usage($"There is no folder {folder}.");
    }

    /// <summary>What the file system refuses is a sentence, not a stack trace.</summary>
    public static T Try<T>(string file, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Usage($"{file} cannot be used: {unusable.Message}");
        }
    }
}
