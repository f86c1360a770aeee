using Negotiations;
using Negotiations.Server;
using Negotiations.Server.Starting;

var commandLine = CommandLine.Read(args);
if (commandLine.WantsHelp)
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

if (commandLine.WantsVersion)
{
    Console.WriteLine(ProductVersion.Text);
    return 0;
}

if (commandLine.Mistake is not null)
{
    Console.Error.WriteLine(commandLine.Mistake);
    Console.Error.WriteLine(CommandLine.Help);
    return 2;
}

if (commandLine.Check is not null)
    return await ReadinessCheck.RunAsync(commandLine.Check, Console.Out);

return await RunCommand.RunAsync(commandLine.Settings);
