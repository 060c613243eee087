/** Short names of PowerShell and the cmdlets behind them. */
export const ALIASES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'remove-item:ri,rm,del,erase,rd,rmdir stop-process:kill,spps invoke-expression:iex invoke-webrequest:iwr,curl,wget invoke-restmethod:irm ' +
    'get-childitem:gci,ls,dir copy-item:cp,copy,cpi move-item:mv,move,mi rename-item:ren,rni new-item:ni set-content:sc,set-content get-content:gc,cat,type ' +
    'add-content:ac clear-content:clc clear-item:cli clear-itemproperty:clp set-itemproperty:sp remove-itemproperty:rp new-itemproperty:np start-process:saps,start start-service:sasv ' +
    'stop-service:spsv start-job:sajb invoke-command:icm foreach-object:%,foreach where-object:?,where write-output:echo,write set-location:cd,sl,chdir push-location:pushd pop-location:popd ' +
    'get-process:gps,ps get-service:gsv set-alias:sal new-alias:nal select-object:select sort-object:sort measure-object:measure get-member:gm get-help:help,man get-command:gcm get-location:pwd,gl ' +
    'select-string:sls tee-object:tee out-host:oh import-module:ipmo new-psdrive:mount,ndr enter-pssession:etsn new-pssession:nsn invoke-item:ii set-variable:sv,set new-variable:nv remove-variable:rv ' +
    'get-itemproperty:gp get-item:gi format-table:ft format-list:fl format-wide:fw group-object:group compare-object:diff,compare clear-host:cls,clear invoke-history:ihy,r get-history:h,history,ghy ' +
    'start-sleep:sleep set-item:si get-wmiobject:gwmi invoke-wmimethod:iwmi remove-wmiobject:rwmi get-ciminstance:gcim invoke-cimmethod:icim remove-ciminstance:rcim stop-computer: out-printer:lp trace-command:trcm import-csv:ipcsv export-csv:epcsv set-clipboard:scb get-clipboard:gcb'
  )
    .split(' ')
    .flatMap(row => {
      const [name = '', aliases = ''] = row.split(':')
      return aliases
        .split(',')
        .filter(Boolean)
        .map(alias => [alias, name] as const)
    }),
)
